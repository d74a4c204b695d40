package io.vitrine.torch.family;

import static io.vitrine.torch.call.NativeTensors.wide;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Activation functions. */
final class ActivationRuns {
  static final Map<String, OperatorFactory> ALL = all();

  private ActivationRuns() {}

  private static Map<String, OperatorFactory> all() {
    Map<String, OperatorFactory> all = new HashMap<>();
    all.put("Relu", OperatorFactory.ofUnary(torch::relu));
    all.put("Sigmoid", OperatorFactory.ofUnary(torch::sigmoid));
    all.put("Tanh", OperatorFactory.ofUnary(torch::tanh));
    all.put("Mish", OperatorFactory.ofUnary(torch::mish));
    all.put("HardSwish", OperatorFactory.ofUnary(torch::hardswish));
    all.put("Softplus", OperatorFactory.ofUnary(x -> torch.softplus(wide(x))));
    all.put("Softsign", OperatorFactory.ofUnary(x -> x.div(x.abs().add(new Scalar(1)))));
    all.put("LeakyRelu", withAlpha(0.01f, (x, alpha) -> torch.leaky_relu(x, alpha)));
    all.put("Elu", withAlpha(1, ActivationRuns::elu));
    all.put("Celu", withAlpha(1, (x, alpha) -> torch.celu(x, alpha)));
    all.put(
        "ThresholdedRelu", withAlpha(1, (x, alpha) -> torch.threshold(x, alpha, new Scalar(0))));
    all.put("Selu", ActivationRuns::selu);
    all.put("HardSigmoid", ActivationRuns::hardSigmoid);
    all.put("PRelu", OperatorFactory.of(ActivationRuns::prelu));
    all.put("Gelu", ActivationRuns::gelu);
    all.put("Shrink", ActivationRuns::shrink);
    all.put("Swish", withAlpha(1, (x, alpha) -> x.mul(torch.sigmoid(x.mul(alpha)))));
    all.put("SwiGLU", ActivationRuns::gated);
    all.put("Hardmax", alongAxis(ActivationRuns::hardmax));
    all.put("Softmax", alongAxis(torch::softmax));
    all.put("LogSoftmax", alongAxis(torch::log_softmax));
    return all;
  }

  /** A function of one number, the attribute alpha. */
  private interface AlphaFunction {
    Tensor apply(Tensor input, Scalar alpha);
  }

  private static OperatorFactory withAlpha(float otherwise, AlphaFunction function) {
    return context -> {
      float alpha = context.node().floatOr("alpha", otherwise);
      return OperatorRun.of(call -> function.apply(call.input(0), new Scalar(alpha)));
    };
  }

  private static Tensor elu(Tensor input, Scalar alpha) {
    return torch.elu(input, alpha, new Scalar(1), new Scalar(1));
  }

  private static OperatorRun selu(NodeContext context) {
    float alpha = context.node().floatOr("alpha", 1.6732632f);
    float gamma = context.node().floatOr("gamma", 1.050701f);
    return OperatorRun.of(
        call -> torch.elu(call.input(0), new Scalar(alpha), new Scalar(gamma), new Scalar(1)));
  }

  private static OperatorRun hardSigmoid(NodeContext context) {
    float alpha = context.node().floatOr("alpha", 0.2f);
    float beta = context.node().floatOr("beta", 0.5f);
    return OperatorRun.of(
        call ->
            torch.clamp(
                call.input(0).mul(new Scalar(alpha)).add(new Scalar(beta)),
                new ScalarOptional(new Scalar(0)),
                new ScalarOptional(new Scalar(1))));
  }

  /** The slope is spread over the input from the last axis on; before version 7, over channels. */
  private static Tensor prelu(Call call) {
    Tensor input = call.input(0);
    Tensor slope = call.input(1);
    if (call.context().opset() < 7 && slope.dim() == 1) {
      long[] channels = Numbers.filled((int) input.dim(), 1);
      channels[1] = -1;
      slope = slope.reshape(slope.numel() == 1 ? new long[] {1} : channels);
    }
    return torch.relu(input).sub(torch.relu(input.neg()).mul(slope));
  }

  /** Zero from -lambd to lambd; elsewhere bias nearer to zero. */
  private static OperatorRun shrink(NodeContext context) {
    float offset = context.node().floatOr("bias", 0);
    float limit = context.node().floatOr("lambd", 0.5f);
    return OperatorRun.of(
        call -> {
          Tensor input = call.input(0);
          Tensor zero = torch.zeros_like(input);
          Scalar bias = new Scalar(offset);
          Tensor above = torch.where(input.gt(new Scalar(limit)), input.sub(bias), zero);
          return torch
              .where(input.lt(new Scalar(-limit)), input.add(bias), above)
              .to(NativeTensors.type(input));
        });
  }

  /** 1 at the first largest element along the axis, 0 elsewhere. */
  private static Tensor hardmax(Tensor input, long axis) {
    Tensor largest = torch.argmax(input, new LongOptional(axis), true);
    return torch.zeros_like(input).scatter(axis, largest, new Scalar(1));
  }

  /** a sigmoid(alpha a) b. */
  private static OperatorRun gated(NodeContext context) {
    float alpha = context.node().floatOr("alpha", 1);
    return OperatorRun.of(
        call -> {
          Tensor input = call.input(0);
          return input.mul(torch.sigmoid(input.mul(new Scalar(alpha)))).mul(call.input(1));
        });
  }

  private static OperatorRun gelu(NodeContext context) {
    String approximate = context.node().stringOr("approximate", "none");
    return OperatorRun.of(call -> torch.gelu(call.input(0), approximate));
  }

  /** A function along an axis. */
  private interface AxisFunction {
    Tensor apply(Tensor input, long axis);
  }

  /** Before version 13 the axes from the one named on count as one. */
  private static OperatorFactory alongAxis(AxisFunction function) {
    return context -> {
      Node node = context.node();
      if (context.opset() >= 13) {
        return OperatorRun.of(call -> function.apply(wide(call.input(0)), node.intOr("axis", -1)));
      }
      return OperatorRun.of(
          call -> {
            Tensor input = wide(call.input(0));
            long[] sizes = NativeTensors.sizes(input);
            int axis = Numbers.axis(node.intOr("axis", 1), sizes.length);
            long rows = Numbers.product(sizes, 0, axis);
            Tensor flat = input.reshape(rows, Numbers.product(sizes, axis, sizes.length));
            return function.apply(flat, 1).reshape(sizes);
          });
    };
  }
}
