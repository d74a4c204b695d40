package io.vitrine.insight.features;

import io.vitrine.insight.rule.Rule;
import java.util.List;

/** The rules on feature maps, in the order in which they are told. */
public final class FeatureRules {
  public static final List<Rule<FeatureFacts>> ALL =
      List.of(
          new Prediction(),
          new DeadChannels(),
          new Sparsity(),
          new Deviations(),
          new Saturation(),
          new Outline(),
          new Background());

  private FeatureRules() {}
}
