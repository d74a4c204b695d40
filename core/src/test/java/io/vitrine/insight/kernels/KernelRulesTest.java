package io.vitrine.insight.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.insight.kernels.KernelFacts.Layer;
import io.vitrine.insight.rule.Rule;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelRulesTest {
  private static final KernelFacts TWO =
      new KernelFacts(
          List.of(
              new Layer("conv1", List.of(1.0, 1.0, 1.2, 3.0), 0),
              new Layer("conv2", List.of(0.001, 0.3, 0.0, 0.5), 0)));

  private static String said(Rule<KernelFacts> rule, KernelFacts facts) {
    return rule.apply(facts).map(finding -> finding.sentence(Locale.US)).orElse("nothing");
  }

  @Test
  void of_networkAndWeights_measuresEachFilter() {
    Network network = Zoo.lenet5(1, 32, 32, 10);
    float[] values = new float[6 * 25];
    values[0] = 3;
    values[1] = -4;
    values[25] = Float.NaN;
    String name = network.nodes().get(0).input(1).orElseThrow();

    KernelFacts facts =
        KernelFacts.of(network, Weights.of(Map.of(name, Tensor.of(values, 6, 1, 5, 5))));

    assertThat(facts.layers()).hasSize(1);
    assertThat(facts.layers().get(0).norms()).hasSize(6).startsWith(5.0, Double.NaN, 0.0);
    assertThat(facts.layers().get(0).nonFinite()).isEqualTo(1);
  }

  @Test
  void nonFiniteWeights_some_areCounted() {
    KernelFacts facts = new KernelFacts(List.of(new Layer("conv1", List.of(1.0, Double.NaN), 3)));

    assertThat(said(new NonFiniteWeights(), facts))
        .isEqualTo("3 weights are NaN or infinite, in conv1.");
    assertThat(said(new NonFiniteWeights(), TWO)).isEqualTo("nothing");
  }

  @Test
  void nearZero_belowAHundredthOfTheMedian_isCounted() {
    assertThat(said(new NearZero(), TWO))
        .startsWith(
            "2 of 8 filters (25.0%) are near zero (norm below 1% of their layer’s median); conv2 has"
                + " the most, 2 of 4.");
  }

  @Test
  void nearZero_none_saysSo() {
    assertThat(said(new NearZero(), new KernelFacts(TWO.layers().subList(0, 1))))
        .isEqualTo("None of the 4 filters is near zero (norm below 1% of its layer’s median).");
  }

  @Test
  void layerNorms_ofTwo_namesBoth() {
    assertThat(said(new LayerNorms(), TWO))
        .isEqualTo(
            "The median norm of a filter is largest in conv1 (1.10) and smallest in conv2 (0.150).");
  }

  @Test
  void outlier_largestRatio_isNamed() {
    assertThat(said(new Outlier(), TWO))
        .isEqualTo(
            "The filter that stands out most is number 3 of conv2 (counting from 0): its norm is"
                + " 0.500, 3.32 times its layer’s median.");
  }
}
