package io.vitrine.insight.parameters;

import io.vitrine.insight.rule.Rule;
import java.util.List;

/** The rules on parameters, in the order in which they are told. */
public final class ParameterRules {
  public static final List<Rule<ParameterFacts>> ALL =
      List.of(new Total(), new LargestStage(), new LargestLayers(), new Work(), new BatchNorm());

  private ParameterRules() {}
}
