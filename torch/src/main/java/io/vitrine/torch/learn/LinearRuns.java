package io.vitrine.torch.learn;

import io.vitrine.model.Node;
import io.vitrine.torch.call.Attributes;
import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.OperatorRun;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** Linear models: x W' + b, with the coefficients of one target or class after another. */
final class LinearRuns {
  private final float[] coefficients;
  private final float[] intercepts;
  private final PostTransform transform;

  private LinearRuns(NodeContext context) {
    Node node = context.node();
    this.coefficients = Attributes.floats(node, "coefficients");
    this.intercepts = Attributes.floats(node, "intercepts");
    this.transform = PostTransform.of(context);
    if (coefficients.length == 0) {
      throw context.error("expected coefficients, found none");
    }
  }

  /** LinearRegressor: (N, C) to (N, targets). */
  static OperatorRun regress(NodeContext context) {
    LinearRuns model = new LinearRuns(context);
    long targets = context.node().intOr("targets", 1);
    return OperatorRun.of(call -> model.transform.of(model.scores(call, targets)));
  }

  /**
   * LinearClassifier: (N, C) to labels (N) and scores (N, K). Two classes may share one row of
   * coefficients, which scores the second.
   */
  static OperatorRun classify(NodeContext context) {
    LinearRuns model = new LinearRuns(context);
    ClassLabels labels = ClassLabels.of(context, "classlabels_ints");
    return call -> {
      Tensor scores = model.scores(call, model.rows(call, labels));
      boolean one = scores.size(1) == 1;
      Tensor places =
          one
              ? scores.squeeze(1).gt(new Scalar(0)).to(ScalarType.Long)
              : scores.argmax(new LongOptional(1), false);
      boolean both = one && labels.count() == 2;
      Tensor given =
          both
              ? model.transform.ofTwo(scores, PostTransform.Opposite.REST_OF_ONE)
              : model.transform.of(scores);
      return List.of(
          labels.count() == 1 ? NativeValue.of(places) : labels.at(places), NativeValue.of(given));
    };
  }

  private long rows(Call call, ClassLabels labels) {
    Tensor input = call.input(0);
    boolean shared = coefficients.length == input.size(input.dim() - 1);
    return shared ? 1 : labels.count();
  }

  private Tensor scores(Call call, long rows) {
    Tensor given = call.input(0).to(ScalarType.Float);
    Tensor input = given.dim() == 1 ? given.unsqueeze(0) : given;
    Tensor weights = Fresh.floats(coefficients, coefficients.length).reshape(rows, -1);
    Tensor product = torch.matmul(input, weights.t());
    return intercepts.length == 0
        ? product
        : product.add(Fresh.floats(intercepts, intercepts.length));
  }
}
