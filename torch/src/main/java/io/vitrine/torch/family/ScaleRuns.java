package io.vitrine.torch.family;

import static io.vitrine.torch.call.NativeTensors.wide;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Normalisations that are the same in training and evaluation. */
final class ScaleRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "GroupNormalization", OperatorFactory.of(ScaleRuns::groups),
          "RMSNormalization", OperatorFactory.of(ScaleRuns::rootMeanSquare),
          "LRN", OperatorFactory.of(ScaleRuns::localResponse),
          "LpNormalization", OperatorFactory.of(ScaleRuns::norm),
          "MeanVarianceNormalization", OperatorFactory.of(ScaleRuns::meanVariance));

  private ScaleRuns() {}

  /** Scale and bias are one number a group up to version 20, one a channel from 21 on. */
  private static Tensor groups(Call call) {
    Node node = call.context().node();
    Tensor input = wide(call.input(0));
    long groups = node.intOr("num_groups", 1);
    double epsilon = node.floatOr("epsilon", 1e-5f);
    long repeats = input.size(1) / call.input(1).numel();
    Tensor scale = repeated(call.input(1), repeats);
    Tensor bias = repeated(call.input(2), repeats);
    return torch.group_norm(
        input, groups, new TensorOptional(scale), new TensorOptional(bias), epsilon, false);
  }

  private static Tensor repeated(Tensor perGroup, long times) {
    return perGroup.reshape(-1, 1).expand(perGroup.numel(), times).reshape(-1);
  }

  /** x / sqrt(mean(x^2) + epsilon) times scale, over the axes from the one named on. */
  private static Tensor rootMeanSquare(Call call) {
    Node node = call.context().node();
    Tensor input = wide(call.input(0));
    int axis = Numbers.axis(node.intOr("axis", -1), input.dim());
    long[] axes = LongStream.range(axis, input.dim()).toArray();
    Tensor mean = input.square().mean(axes, true, new ScalarTypeOptional());
    Tensor root = torch.rsqrt(mean.add(new Scalar(node.floatOr("epsilon", 1e-5f))));
    return input.mul(root).mul(call.input(1));
  }

  /** x / (bias + alpha / size times the sum of squares of the neighbouring channels)^beta. */
  private static Tensor localResponse(Call call) {
    Node node = call.context().node();
    Tensor input = wide(call.input(0));
    long size = node.intOr("size", 1);
    long channels = input.size(1);
    long[] pads = new long[2 * ((int) input.dim() - 1)];
    pads[pads.length - 2] = (size - 1) / 2;
    pads[pads.length - 1] = size - 1 - (size - 1) / 2;
    Tensor squares = torch.constant_pad_nd(input.square(), pads, new Scalar(0));
    Tensor sum = squares.narrow(1, 0, channels);
    for (long i = 1; i < size; i++) {
      sum = sum.add(squares.narrow(1, i, channels));
    }
    Scalar share = new Scalar(node.floatOr("alpha", 1e-4f) / size);
    Tensor base = sum.mul(share).add(new Scalar(node.floatOr("bias", 1)));
    return input.div(base.pow(new Scalar(node.floatOr("beta", 0.75f))));
  }

  /** x over its norm of order p along an axis. */
  private static Tensor norm(Call call) {
    Node node = call.context().node();
    Tensor input = wide(call.input(0));
    long axis = node.intOr("axis", -1);
    long order = node.intOr("p", 2);
    Tensor norm =
        input.norm(new ScalarOptional(new Scalar((double) order)), new long[] {axis}, true);
    Tensor nothing = norm.eq(new Scalar(0));
    return input.div(torch.where(nothing, torch.ones_like(norm), norm));
  }

  /** (x - mean) / (standard deviation of the population + 1e-9). */
  private static Tensor meanVariance(Call call) {
    Tensor input = wide(call.input(0));
    long[] axes = Numbers.array(call.context().node().intsOr("axes", List.of(0L, 2L, 3L)));
    Tensor mean = input.mean(axes, true, new ScalarTypeOptional());
    Tensor centred = input.sub(mean);
    Tensor deviation = centred.square().mean(axes, true, new ScalarTypeOptional()).sqrt();
    return centred.div(deviation.add(new Scalar(1e-9))).to(NativeTensors.type(input));
  }
}
