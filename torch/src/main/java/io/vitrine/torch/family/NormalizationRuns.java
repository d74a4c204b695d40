package io.vitrine.torch.family;

import io.vitrine.engine.Mode;
import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/** Normalisation and dropout: the operators that differ between training and evaluation. */
final class NormalizationRuns {
  static final Map<String, OperatorFactory> ALL =
      Map.of(
          "BatchNormalization", NormalizationRuns::batchNorm,
          "InstanceNormalization", NormalizationRuns::instanceNorm,
          "LayerNormalization", NormalizationRuns::layerNorm,
          "Dropout", OperatorFactory.ofAll(NormalizationRuns::dropout));

  private NormalizationRuns() {}

  /**
   * In training mode as PyTorch: batch statistics, running variance unbiased, momentum one minus
   * ONNX's. A node whose own training_mode is 1 follows ONNX instead.
   */
  private static OperatorRun batchNorm(NodeContext context) {
    Node node = context.node();
    double epsilon = node.floatOr("epsilon", 1e-5f);
    // ONNX keeps momentum as a 32-bit float: 1 - 0.9f must be 0.1, not 0.10000002.
    double momentum = 1 - Double.parseDouble(Float.toString(node.floatOr("momentum", 0.9f)));
    if (node.intOr("training_mode", 0) == 1) {
      return OperatorRun.ofAll(call -> onnxTraining(call, momentum, epsilon));
    }
    return OperatorRun.of(
        call ->
            isComputed(call) && !learns(call)
                ? spelledOut(call, epsilon)
                : torch.batch_norm(
                    call.input(0),
                    call.optional(1),
                    call.optional(2),
                    call.optional(3),
                    call.optional(4),
                    learns(call),
                    momentum,
                    epsilon,
                    false));
  }

  /** Whether the statistics are the batch's and move: in training, but for frozen ones. */
  private static boolean learns(Call call) {
    return call.mode() == Mode.TRAINING && !call.isFrozen(3);
  }

  /** Whether a gradient is wanted of the statistics, which libtorch's own operator has not. */
  private static boolean isComputed(Call call) {
    return call.input(3).requires_grad() || call.input(4).requires_grad();
  }

  private static Tensor spelledOut(Call call, double epsilon) {
    Tensor input = call.input(0);
    long[] along = Numbers.filled((int) input.dim(), 1);
    along[1] = -1;
    Tensor root = torch.rsqrt(call.input(4).add(new Scalar(epsilon)));
    Tensor scale = call.input(1).mul(root).reshape(along);
    Tensor centred = input.sub(call.input(3).reshape(along));
    return centred.mul(scale).add(call.input(2).reshape(along));
  }

  /** Outputs the new running mean and variance (of the population) instead of moving them. */
  private static List<Tensor> onnxTraining(Call call, double share, double epsilon) {
    Tensor input = NativeTensors.wide(call.input(0));
    long[] axes = LongStream.range(0, input.dim()).filter(axis -> axis != 1).toArray();
    Tensor mean = input.mean(axes, false, new ScalarTypeOptional());
    Tensor variance = input.var(axes, false, false);
    TensorOptional none = new TensorOptional();
    Tensor output =
        torch.batch_norm(
            call.input(0), call.optional(1), call.optional(2), none, none, true, 0, epsilon, false);
    return List.of(
        output, blend(call.input(3), mean, share), blend(call.input(4), variance, share));
  }

  private static Tensor blend(Tensor running, Tensor batch, double share) {
    return running.mul(new Scalar(1 - share)).add(batch.mul(new Scalar(share)));
  }

  private static OperatorRun instanceNorm(NodeContext context) {
    double epsilon = context.node().floatOr("epsilon", 1e-5f);
    return OperatorRun.of(
        call -> {
          TensorOptional none = new TensorOptional();
          return torch.instance_norm(
              NativeTensors.wide(call.input(0)),
              call.optional(1),
              call.optional(2),
              none,
              none,
              true,
              0,
              epsilon,
              false);
        });
  }

  /** Also gives, where they are named, the mean and the inverse standard deviation. */
  private static OperatorRun layerNorm(NodeContext context) {
    Node node = context.node();
    double epsilon = node.floatOr("epsilon", 1e-5f);
    return OperatorRun.ofAll(
        call -> {
          Tensor input = NativeTensors.wide(call.input(0));
          long[] sizes = NativeTensors.sizes(input);
          int axis = Numbers.axis(node.intOr("axis", -1), sizes.length);
          long[] normalized = Arrays.copyOfRange(sizes, axis, sizes.length);
          T_TensorTensorTensor_T all =
              torch.native_layer_norm(
                  input, normalized, call.optional(1), call.optional(2), epsilon);
          return List.of(all.get0().alias(), all.get1().alias(), all.get2().alias());
        });
  }

  /** Drops in training mode, and where the node itself asks for it; passes through otherwise. */
  private static List<Tensor> dropout(Call call) {
    NodeContext context = call.context();
    double ratio = call.numberOr(1, context.node().floatOr("ratio", 0.5f));
    boolean drops = call.mode() == Mode.TRAINING || call.numberOr(2, 0) != 0;
    Tensor input = call.input(0);
    if (!drops || ratio == 0) {
      return context.wants(1)
          ? List.of(input.alias(), torch.ones_like(input).to(torch.ScalarType.Bool))
          : List.of(input.alias());
    }
    if (!context.wants(1)) {
      return List.of(torch.dropout(input, ratio, true));
    }
    T_TensorTensor_T both = torch.native_dropout(input, ratio, new BoolOptional(true));
    return List.of(both.get0().alias(), both.get1().alias());
  }
}
