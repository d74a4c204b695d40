package io.vitrine.insight.gradients;

import io.vitrine.insight.rule.Rule;
import java.util.List;

/** The rules on gradients, in the order in which they are told. */
public final class GradientRules {
  public static final List<Rule<GradientFacts>> ALL =
      List.of(
          new NonFiniteGradient(),
          new ZeroGradient(),
          new Extremes(),
          new Depth(),
          new UpdateRatio(),
          new Growth());

  private GradientRules() {}
}
