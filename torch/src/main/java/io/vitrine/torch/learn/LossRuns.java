package io.vitrine.torch.learn;

import static io.vitrine.torch.call.NativeTensors.wide;

import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Losses of class scores (N, K, d...) against class numbers (N, d...). */
public final class LossRuns {
  /** The operators by name. */
  public static final Map<String, OperatorFactory> ALL =
      Map.of(
          "SoftmaxCrossEntropyLoss", LossRuns::crossEntropy,
          "NegativeLogLikelihoodLoss", LossRuns::likelihood);

  private LossRuns() {}

  private static OperatorRun crossEntropy(NodeContext context) {
    return OperatorRun.ofAll(
        call -> {
          Tensor logs = torch.log_softmax(wide(call.input(0)), 1);
          return List.of(loss(call, logs), logs);
        });
  }

  private static OperatorRun likelihood(NodeContext context) {
    return OperatorRun.of(call -> loss(call, wide(call.input(0))));
  }

  /**
   * -w[label] log p[label] for each label; {@code mean} divides their sum by that of the weights.
   * Labels equal to {@code ignore_index} weigh nothing.
   */
  private static Tensor loss(Call call, Tensor logs) {
    Tensor labels = call.input(1).to(ScalarType.Long);
    Tensor counts = torch.ones_like(labels).to(ScalarType.Bool);
    if (call.context().node().attributes().containsKey("ignore_index")) {
      long ignored = call.context().node().intOr("ignore_index", 0);
      counts = labels.ne(new Scalar(ignored));
    }
    Tensor known = torch.where(counts, labels, torch.zeros_like(labels));
    Tensor weights = torch.ones_like(logs.select(1, 0));
    if (call.has(2)) {
      weights = call.input(2).index_select(0, known.reshape(-1)).reshape_as(known);
    }
    weights = torch.where(counts, weights, torch.zeros_like(weights));
    Tensor each = torch.gather(logs, 1, known.unsqueeze(1)).squeeze(1).neg().mul(weights);
    return switch (call.context().node().stringOr("reduction", "mean")) {
      case "none" -> each;
      case "sum" -> each.sum();
      default -> each.sum().div(weights.sum());
    };
  }
}
