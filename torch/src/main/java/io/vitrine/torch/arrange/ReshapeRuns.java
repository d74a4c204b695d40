package io.vitrine.torch.arrange;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/** Operators that move elements and compute none. */
final class ReshapeRuns {
  static final Map<String, OperatorFactory> ALL = all();

  private ReshapeRuns() {}

  private static Map<String, OperatorFactory> all() {
    Map<String, OperatorFactory> all = new HashMap<>();
    all.put("Flatten", ReshapeRuns::flatten);
    all.put("Reshape", ReshapeRuns::reshape);
    all.put("Transpose", ReshapeRuns::transpose);
    all.put("Squeeze", OperatorFactory.of(ReshapeRuns::squeeze));
    all.put("Unsqueeze", OperatorFactory.of(ReshapeRuns::unsqueeze));
    all.put("Expand", OperatorFactory.of(ReshapeRuns::expand));
    all.put("Shape", ReshapeRuns::shape);
    all.put("Size", OperatorFactory.ofValue(ReshapeRuns::size));
    all.put("Identity", OperatorFactory.ofValue(call -> call.value(0).alias()));
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
    return OperatorRun.ofValue(
        call -> {
          long[] sizes = sizesOf(call.value(0));
          int from = bound(node.intOr("start", 0), sizes.length);
          int to = Math.max(from, bound(node.intOr("end", sizes.length), sizes.length));
          long[] part = Arrays.copyOfRange(sizes, from, to);
          return NativeValue.of(Fresh.list(part));
        });
  }

  private static NativeValue size(Call call) {
    long[] sizes = sizesOf(call.value(0));
    return NativeValue.of(Fresh.whole(Numbers.product(sizes, 0, sizes.length)));
  }

  private static long[] sizesOf(NativeValue value) {
    if (value instanceof NativeValue.OfStrings strings) {
      return strings.shape().sizes();
    } else if (value instanceof NativeValue.OfTensor tensor) {
      return NativeTensors.sizes(tensor.tensor());
    }
    throw new IllegalArgumentException("expected a tensor, found " + value.describe());
  }

  private static int bound(long index, int size) {
    return (int) Math.min(size, Math.max(0, index < 0 ? index + size : index));
  }
}
