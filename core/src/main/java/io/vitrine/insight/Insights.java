package io.vitrine.insight;

import io.vitrine.insight.curves.CurvesFacts;
import io.vitrine.insight.curves.CurvesRules;
import io.vitrine.insight.features.FeatureFacts;
import io.vitrine.insight.features.FeatureRules;
import io.vitrine.insight.gradients.GradientFacts;
import io.vitrine.insight.gradients.GradientRules;
import io.vitrine.insight.kernels.KernelFacts;
import io.vitrine.insight.kernels.KernelRules;
import io.vitrine.insight.parameters.ParameterFacts;
import io.vitrine.insight.parameters.ParameterRules;
import io.vitrine.insight.rule.Analysis;
import io.vitrine.insight.rule.Rule;
import io.vitrine.insight.structure.StructureFacts;
import io.vitrine.insight.structure.StructureRules;
import java.util.List;
import java.util.stream.Stream;

/** The analyses of the six views, and the list of all rules. */
public final class Insights {
  private Insights() {}

  /** All rules of all views. */
  public static List<Rule<?>> rules() {
    return Stream.<List<? extends Rule<?>>>of(
            StructureRules.ALL,
            CurvesRules.ALL,
            GradientRules.ALL,
            KernelRules.ALL,
            FeatureRules.ALL,
            ParameterRules.ALL)
        .<Rule<?>>flatMap(List::stream)
        .toList();
  }

  public static Analysis of(StructureFacts facts) {
    return Analysis.of(facts, StructureRules.ALL);
  }

  public static Analysis of(CurvesFacts facts) {
    return Analysis.of(facts, CurvesRules.ALL);
  }

  public static Analysis of(GradientFacts facts) {
    return Analysis.of(facts, GradientRules.ALL);
  }

  public static Analysis of(KernelFacts facts) {
    return Analysis.of(facts, KernelRules.ALL);
  }

  public static Analysis of(FeatureFacts facts) {
    return Analysis.of(facts, FeatureRules.ALL);
  }

  public static Analysis of(ParameterFacts facts) {
    return Analysis.of(facts, ParameterRules.ALL);
  }
}
