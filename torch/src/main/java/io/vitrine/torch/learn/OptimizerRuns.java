package io.vitrine.torch.learn;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.OperatorFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/**
 * Steps of optimisers (ONNX, ai.onnx.preview.training). Inputs: rate, step count, then tensors,
 * their gradients and one or two states of each; outputs: the tensors and states anew.
 */
public final class OptimizerRuns {
  private static final String DOMAIN = "ai.onnx.preview.training.";

  /** The operators by name. */
  public static final Map<String, OperatorFactory> ALL =
      Map.of(
          DOMAIN + "Adagrad", context -> call -> each(call, 3, OptimizerRuns::adagrad),
          DOMAIN + "Adam", context -> call -> each(call, 4, OptimizerRuns::adam),
          DOMAIN + "Momentum", context -> call -> each(call, 3, OptimizerRuns::momentum));

  private OptimizerRuns() {}

  /** Gives a tensor and its states anew. */
  private interface Step {
    List<Tensor> of(Node node, double rate, double count, List<Tensor> group);
  }

  private static List<NativeValue> each(Call call, int groups, Step step) {
    Node node = call.context().node();
    int tensors = (node.inputs().size() - 2) / groups;
    List<List<Tensor>> results = new ArrayList<>();
    for (int i = 0; i < tensors; i++) {
      List<Tensor> group = new ArrayList<>();
      for (int g = 0; g < groups; g++) {
        group.add(call.input(2 + g * tensors + i));
      }
      results.add(step.of(node, call.doubles(0)[0], call.doubles(1)[0], group));
    }
    List<NativeValue> ordered = new ArrayList<>();
    for (int part = 0; part < groups - 1; part++) {
      for (List<Tensor> result : results) {
        ordered.add(NativeValue.of(result.get(part)));
      }
    }
    return ordered;
  }

  private static Tensor times(Tensor tensor, double factor) {
    return tensor.mul(new Scalar(factor));
  }

  private static Tensor regularized(Node node, Tensor value, Tensor gradient) {
    return times(value, node.floatOr("norm_coefficient", 0)).add(gradient);
  }

  private static List<Tensor> adagrad(Node node, double rate, double count, List<Tensor> group) {
    Tensor value = group.get(0);
    Tensor gradient = regularized(node, value, group.get(1));
    Tensor sum = group.get(2).add(gradient.square());
    double current = rate / (1 + count * node.floatOr("decay_factor", 0));
    Tensor root = sum.sqrt().add(new Scalar(node.floatOr("epsilon", 1e-6f)));
    return List.of(value.sub(times(gradient, current).div(root)), sum);
  }

  private static List<Tensor> adam(Node node, double rate, double count, List<Tensor> group) {
    double alpha = node.floatOr("alpha", 0.9f);
    double beta = node.floatOr("beta", 0.999f);
    Tensor value = group.get(0);
    Tensor gradient = regularized(node, value, group.get(1));
    Tensor mean = times(group.get(2), alpha).add(times(gradient, 1 - alpha));
    Tensor square = times(group.get(3), beta).add(times(gradient.square(), 1 - beta));
    double current =
        count > 0
            ? rate * Math.sqrt(1 - Math.pow(beta, count)) / (1 - Math.pow(alpha, count))
            : rate;
    Tensor root = square.sqrt().add(new Scalar(node.floatOr("epsilon", 1e-6f)));
    Tensor next = value.sub(times(mean, current).div(root));
    double post = node.floatOr("norm_coefficient_post", 0);
    return List.of(times(next, 1 - post), mean, square);
  }

  private static List<Tensor> momentum(Node node, double rate, double count, List<Tensor> group) {
    double alpha = node.floatOr("alpha", 0.9f);
    double beta = count > 0 ? node.floatOr("beta", 1) : 1;
    Tensor value = group.get(0);
    Tensor gradient = regularized(node, value, group.get(1));
    Tensor velocity = times(group.get(2), alpha).add(times(gradient, beta));
    boolean nesterov = node.stringOr("mode", "standard").equals("nesterov");
    Tensor step = nesterov ? gradient.add(times(velocity, alpha)) : velocity;
    return List.of(value.sub(times(step, rate)), velocity);
  }
}
