package io.vitrine.torch.interpreter;

import io.vitrine.model.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Operators that move elements and compute none. */
final class ReshapeRuns {
  static final Map<String, OperatorFactory> ALL = all();

  private ReshapeRuns() {}

  private static Map<String, OperatorFactory> all() {
    Map<String, OperatorFactory> all = new HashMap<>();
    all.put("Flatten", ReshapeRuns::flatten);
    all.put("Reshape", ReshapeRuns::reshape);
    all.put("Transpose", ReshapeRuns::transpose);
    all.put("Concat", ReshapeRuns::concat);
    all.put("Squeeze", OperatorFactory.of(ReshapeRuns::squeeze));
    all.put("Unsqueeze", OperatorFactory.of(ReshapeRuns::unsqueeze));
    all.put("Expand", OperatorFactory.of(ReshapeRuns::expand));
    all.put("Shape", ReshapeRuns::shape);
    all.put("Slice", OperatorFactory.of(ReshapeRuns::slice));
    all.put("Gather", ReshapeRuns::gather);
    all.put("Split", ReshapeRuns::split);
    return all;
  }

  /** To two axes: the product of those before an axis, and of the rest. */
  private static OperatorRun flatten(NodeContext context) {
    long axis = context.node().intOr("axis", 1);
    return OperatorRun.of(
        call -> {
          long[] sizes = NativeTensors.sizes(call.input(0));
          int first = Numbers.axis(axis, sizes.length);
          return call.input(0)
              .reshape(
                  Numbers.product(sizes, 0, first), Numbers.product(sizes, first, sizes.length))
              .alias();
        });
  }

  /** 0 copies the input's size unless {@code allowzero}; -1 takes what is left. */
  private static OperatorRun reshape(NodeContext context) {
    boolean zeroIsZero = context.node().intOr("allowzero", 0) != 0;
    return OperatorRun.of(
        call -> {
          Tensor input = call.input(0);
          long[] sizes = call.longs(1);
          for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == 0 && !zeroIsZero) {
              sizes[i] = input.size(i);
            }
          }
          return input.reshape(sizes).alias();
        });
  }

  private static OperatorRun transpose(NodeContext context) {
    long[] given = Numbers.array(context.node().intsOr("perm", List.of()));
    return OperatorRun.of(
        call -> {
          Tensor input = call.input(0);
          long rank = input.dim();
          long[] reversed =
              java.util.stream.LongStream.range(0, rank).map(i -> rank - 1 - i).toArray();
          return input.permute(given.length == 0 ? reversed : given);
        });
  }

  private static OperatorRun concat(NodeContext context) {
    long axis = context.node().intOr("axis", 1);
    return OperatorRun.of(
        call -> torch.cat(new TensorVector(call.inputs().toArray(Tensor[]::new)), axis));
  }

  private static Tensor squeeze(Call call) {
    Tensor input = call.input(0);
    return call.longsOf(1, "axes")
        .map(axes -> input.squeeze(axes))
        .orElseGet(() -> input.squeeze())
        .alias();
  }

  private static Tensor unsqueeze(Call call) {
    Tensor result = call.input(0);
    long[] axes = call.longsOf(1, "axes").orElseThrow();
    long rank = result.dim() + axes.length;
    for (long axis : Arrays.stream(axes).map(a -> a < 0 ? a + rank : a).sorted().toArray()) {
      result = result.unsqueeze(axis);
    }
    return result.alias();
  }

  private static Tensor expand(Call call) {
    Tensor input = call.input(0);
    long[] target = call.longs(1);
    long[] sizes = NativeTensors.sizes(input);
    int rank = Math.max(sizes.length, target.length);
    long[] spread = Numbers.filled(rank, 1);
    for (int i = 0; i < target.length; i++) {
      spread[rank - target.length + i] = target[i];
    }
    for (int i = 0; i < sizes.length; i++) {
      int at = rank - sizes.length + i;
      spread[at] = sizes[i] == 1 ? spread[at] : sizes[i];
    }
    return input.expand(spread);
  }

  private static OperatorRun shape(NodeContext context) {
    Node node = context.node();
    return OperatorRun.of(
        call -> {
          long[] sizes = NativeTensors.sizes(call.input(0));
          int from = bound(node.intOr("start", 0), sizes.length);
          int to = Math.max(from, bound(node.intOr("end", sizes.length), sizes.length));
          long[] part = Arrays.copyOfRange(sizes, from, to);
          return NativeTensors.toNative(io.vitrine.model.Tensor.of(part, part.length));
        });
  }

  private static int bound(long index, int size) {
    return (int) Math.min(size, Math.max(0, index < 0 ? index + size : index));
  }

  /** Starts and ends are clipped to the axis; negative steps run backwards. */
  private static Tensor slice(Call call) {
    Tensor result = call.input(0);
    long[] starts = call.longsOf(1, "starts").orElseThrow();
    long[] ends = call.longsOf(2, "ends").orElseThrow();
    long[] axes =
        call.longsOf(3, "axes")
            .orElseGet(() -> java.util.stream.LongStream.range(0, starts.length).toArray());
    long[] steps = call.has(4) ? call.longs(4) : Numbers.filled(starts.length, 1);
    for (int i = 0; i < starts.length; i++) {
      int axis = Numbers.axis(axes[i], result.dim());
      result = slice(result, axis, starts[i], ends[i], steps[i]);
    }
    return result.alias();
  }

  private static Tensor slice(Tensor input, int axis, long start, long end, long step) {
    long size = input.size(axis);
    long first = start < 0 ? start + size : start;
    long last = end < 0 ? Math.max(end + size, -1) : end;
    if (step > 0) {
      long from = Math.min(Math.max(first, 0), size);
      long to = Math.max(from, Math.min(Math.max(last, 0), size));
      return input.slice(
          axis,
          new org.bytedeco.pytorch.LongOptional(from),
          new org.bytedeco.pytorch.LongOptional(to),
          step);
    }
    long from = Math.min(Math.max(first, -1), size - 1);
    long to = Math.min(Math.max(end < 0 && end + size < 0 ? -1 : last, -1), size - 1);
    Tensor flipped = input.flip(axis);
    return slice(flipped, axis, size - 1 - from, size - 1 - to, -step);
  }

  /** Picks along an axis; the indices' shape takes the axis's place. */
  private static OperatorRun gather(NodeContext context) {
    long given = context.node().intOr("axis", 0);
    return OperatorRun.of(
        call -> {
          Tensor input = call.input(0);
          Tensor indices = call.input(1).to(torch.ScalarType.Long);
          int axis = Numbers.axis(given, input.dim());
          Tensor size = torch.scalar_tensor(new org.bytedeco.pytorch.Scalar(input.size(axis)));
          Tensor counted = torch.remainder(indices, size.to(torch.ScalarType.Long));
          long[] sizes = NativeTensors.sizes(input);
          long[] picked = NativeTensors.sizes(indices);
          long[] shape = new long[sizes.length - 1 + picked.length];
          System.arraycopy(sizes, 0, shape, 0, axis);
          System.arraycopy(picked, 0, shape, axis, picked.length);
          System.arraycopy(sizes, axis + 1, shape, axis + picked.length, sizes.length - axis - 1);
          return input.index_select(axis, counted.reshape(-1)).reshape(shape);
        });
  }

  private static OperatorRun split(NodeContext context) {
    Node node = context.node();
    return call -> {
      Tensor input = call.input(0);
      int axis = Numbers.axis(node.intOr("axis", 0), input.dim());
      long[] parts = call.longsOf(1, "split").orElseGet(() -> evenly(node, input.size(axis)));
      TensorVector split = torch.split_with_sizes(input, parts, axis);
      return Arrays.stream(split.get()).map(Tensor::alias).toList(); // freed with the vector
    };
  }

  /** As many parts as outputs, all of one size but the last, which may be smaller. */
  private static long[] evenly(Node node, long size) {
    int count = (int) node.intOr("num_outputs", node.outputs().size());
    long part = (size + count - 1) / count;
    long[] parts = Numbers.filled(count, part);
    parts[count - 1] = size - part * (count - 1);
    return parts;
  }
}
