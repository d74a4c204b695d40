package io.vitrine.torch.arrange;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Operators that take parts of a tensor by their places, or put tensors together. */
final class SelectionRuns {
  static final Map<String, OperatorFactory> ALL = all();

  private SelectionRuns() {}

  private static Map<String, OperatorFactory> all() {
    Map<String, OperatorFactory> all = new HashMap<>();
    all.put("Concat", SelectionRuns::concat);
    all.put("Slice", OperatorFactory.of(SelectionRuns::slice));
    all.put("Split", SelectionRuns::split);
    all.put("Gather", SelectionRuns::gather);
    all.put("GatherElements", OperatorFactory.of(SelectionRuns::gatherElements));
    all.put("GatherND", OperatorFactory.of(SelectionRuns::gatherNd));
    return all;
  }

  private static OperatorRun concat(NodeContext context) {
    long axis = context.node().intOr("axis", 1);
    return OperatorRun.of(
        call -> torch.cat(new TensorVector(call.inputs().toArray(Tensor[]::new)), axis));
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
          int axis = Numbers.axis(given, input.dim());
          Tensor indices = Places.counted(call.input(1), input.size(axis));
          long[] sizes = NativeTensors.sizes(input);
          long[] picked = NativeTensors.sizes(indices);
          long[] shape = new long[sizes.length - 1 + picked.length];
          System.arraycopy(sizes, 0, shape, 0, axis);
          System.arraycopy(picked, 0, shape, axis, picked.length);
          System.arraycopy(sizes, axis + 1, shape, axis + picked.length, sizes.length - axis - 1);
          return input.index_select(axis, indices.reshape(-1)).reshape(shape);
        });
  }

  private static OperatorRun split(NodeContext context) {
    Node node = context.node();
    return OperatorRun.ofAll(
        call -> {
          Tensor input = call.input(0);
          int axis = Numbers.axis(node.intOr("axis", 0), input.dim());
          long[] parts = call.longsOf(1, "split").orElseGet(() -> evenly(node, input.size(axis)));
          TensorVector split = torch.split_with_sizes(input, parts, axis);
          return Arrays.stream(split.get()).map(Tensor::alias).toList(); // freed with the vector
        });
  }

  /** As many parts as outputs, all of one size but the last, which may be smaller. */
  private static long[] evenly(Node node, long size) {
    int count = (int) node.intOr("num_outputs", node.outputs().size());
    long part = (size + count - 1) / count;
    long[] parts = Numbers.filled(count, part);
    parts[count - 1] = size - part * (count - 1);
    return parts;
  }

  private static Tensor gatherElements(Call call) {
    Tensor input = call.input(0);
    int axis = Numbers.axis(call.context().node().intOr("axis", 0), input.dim());
    return torch.gather(input, axis, Places.counted(call.input(1), input.size(axis)));
  }

  private static Tensor gatherNd(Call call) {
    Places places =
        Places.of(call.input(0), call.input(1), (int) call.context().node().intOr("batch_dims", 0));
    return places.rows(call.input(0)).index_select(0, places.flat()).reshape(places.picked());
  }
}
