package io.vitrine.insight.kernels;

import io.vitrine.insight.rule.Rule;
import java.util.List;

/** The rules on convolution kernels, in the order in which they are told. */
public final class KernelRules {
  public static final List<Rule<KernelFacts>> ALL =
      List.of(new NonFiniteWeights(), new NearZero(), new LayerNorms(), new Outlier());

  private KernelRules() {}
}
