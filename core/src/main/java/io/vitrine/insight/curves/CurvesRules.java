package io.vitrine.insight.curves;

import io.vitrine.insight.rule.Rule;
import java.util.List;

/** The rules on losses and accuracies, in the order in which they are told. */
public final class CurvesRules {
  public static final List<Rule<CurvesFacts>> ALL =
      List.of(
          new NonFiniteLoss(),
          new Outcome(),
          new Start(),
          new Convergence(),
          new BestEpoch(),
          new Gap(),
          new Overfitting(),
          new EvaluationMode());

  private CurvesRules() {}
}
