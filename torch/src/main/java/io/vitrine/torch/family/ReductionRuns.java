package io.vitrine.torch.family;

import static io.vitrine.torch.call.NativeTensors.wide;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Reductions over axes. */
final class ReductionRuns {
  static final Map<String, OperatorFactory> ALL = all();

  /** Reduces a tensor over axes. */
  private interface Reduction {
    Tensor apply(Tensor input, long[] axes, boolean keep);
  }

  private ReductionRuns() {}

  private static Map<String, OperatorFactory> all() {
    Map<String, OperatorFactory> all = new HashMap<>();
    all.put(
        "ReduceMean", over((x, axes, keep) -> wide(x).mean(axes, keep, new ScalarTypeOptional())));
    all.put("ReduceSum", over(ReductionRuns::sum));
    all.put("ReduceMax", over((x, axes, keep) -> padded(x, axes, true).amax(axes, keep)));
    all.put("ReduceMin", over((x, axes, keep) -> padded(x, axes, false).amin(axes, keep)));
    all.put("ReduceL1", over((x, axes, keep) -> sum(x.abs(), axes, keep)));
    all.put("ReduceL2", over((x, axes, keep) -> sum(wide(x).square(), axes, keep).sqrt()));
    all.put("ReduceSumSquare", over((x, axes, keep) -> sum(wide(x).square(), axes, keep)));
    all.put("ReduceLogSum", over((x, axes, keep) -> sum(x, axes, keep).log()));
    all.put("ReduceLogSumExp", over((x, axes, keep) -> torch.logsumexp(wide(x), axes, keep)));
    all.put("ReduceProd", over(ReductionRuns::product));
    all.put("ArgMax", arg(torch::argmax));
    all.put("ArgMin", arg(torch::argmin));
    return all;
  }

  /** libtorch widens the sum of small integers; ONNX keeps the type. */
  private static Tensor sum(Tensor input, long[] axes, boolean keep) {
    Tensor wide = wide(input);
    return wide.sum(axes, keep, new ScalarTypeOptional()).to(NativeTensors.type(wide));
  }

  /** Of nothing the largest is the smallest that there is, and the other way round. */
  private static Tensor padded(Tensor input, long[] axes, boolean largest) {
    Tensor result = input;
    for (long axis : axes) {
      if (result.size(axis) == 0) {
        long[] sizes = NativeTensors.sizes(result);
        sizes[Numbers.axis(axis, sizes.length)] = 1;
        result = Fresh.filled(NativeTensors.type(input), extreme(input, largest), sizes);
      }
    }
    return result;
  }

  private static double extreme(Tensor input, boolean least) {
    if (NativeTensors.type(input) == torch.ScalarType.Bool) {
      return least ? 0 : 1;
    }
    double most =
        input.is_floating_point()
            ? Double.POSITIVE_INFINITY
            : Math.pow(2, 8.0 * input.element_size() - 1) - 1;
    return least ? -most : most;
  }

  private static Tensor product(Tensor input, long[] axes, boolean keep) {
    Tensor result = wide(input);
    long[] ordered = Arrays.stream(axes).map(axis -> Numbers.axis(axis, input.dim())).toArray();
    Arrays.sort(ordered);
    for (int i = ordered.length - 1; i >= 0; i--) {
      result = result.prod(ordered[i], keep, new ScalarTypeOptional());
    }
    return result.to(NativeTensors.type(wide(input)));
  }

  private static OperatorFactory over(Reduction reduction) {
    return context -> {
      Node node = context.node();
      boolean keep = node.intOr("keepdims", 1) != 0;
      boolean emptyKeeps = node.intOr("noop_with_empty_axes", 0) != 0;
      return OperatorRun.of(
          call -> {
            Tensor input = call.input(0);
            Optional<long[]> axes = call.longsOf(1, "axes").filter(given -> given.length > 0);
            if (axes.isEmpty() && emptyKeeps) {
              return input.alias();
            }
            long[] all = LongStream.range(0, input.dim()).toArray();
            return reduction.apply(input, axes.orElse(all), keep).to(NativeTensors.type(input));
          });
    };
  }

  /** The index of the largest or smallest element. */
  private interface Index {
    Tensor apply(Tensor input, LongOptional axis, boolean keep);
  }

  private static OperatorFactory arg(Index index) {
    return context -> {
      Node node = context.node();
      long axis = node.intOr("axis", 0);
      boolean keep = node.intOr("keepdims", 1) != 0;
      if (node.intOr("select_last_index", 0) == 0) {
        return OperatorRun.ofValue(
            call -> NativeValue.of(index.apply(call.input(0), new LongOptional(axis), keep)));
      }
      return OperatorRun.ofValue(
          call -> {
            Tensor input = call.input(0);
            Tensor fromEnd = index.apply(input.flip(axis), new LongOptional(axis), keep);
            return NativeValue.of(fromEnd.neg().add(new Scalar(input.size(axis) - 1)));
          });
    };
  }
}
