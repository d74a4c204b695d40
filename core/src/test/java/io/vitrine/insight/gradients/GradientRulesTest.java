package io.vitrine.insight.gradients;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.insight.gradients.GradientFacts.Kind;
import io.vitrine.insight.gradients.GradientFacts.Weight;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.FirstNonFinite;
import io.vitrine.insight.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientRulesTest {
  private static final OptionalDouble UNKNOWN = OptionalDouble.empty();

  private static Weight conv(String name, double last, OptionalDouble update) {
    return new Weight(name, Kind.CONVOLUTION, 2 * last, last, update);
  }

  private static GradientFacts facts(Weight... weights) {
    return new GradientFacts(2, List.of(weights), Optional.empty());
  }

  /** Six layers whose gradients fall by a factor from each to the one before it. */
  private static GradientFacts falling(double factor, OptionalDouble earlyUpdate) {
    List<Weight> weights = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      weights.add(
          conv(
              "layer" + i + ".weight",
              1e-3 * Math.pow(factor, i - 5),
              i < 2 ? earlyUpdate : UNKNOWN));
    }
    return facts(weights.toArray(new Weight[0]));
  }

  private static String said(Rule<GradientFacts> rule, GradientFacts facts) {
    return rule.apply(facts).map(finding -> finding.sentence(Locale.US)).orElse("nothing");
  }

  private static String key(Rule<GradientFacts> rule, GradientFacts facts) {
    return rule.apply(facts).map(Finding::message).map(m -> m.key()).orElse("nothing");
  }

  @Test
  void nonFiniteGradient_infinite_saysWhere() {
    GradientFacts facts =
        new GradientFacts(
            3,
            List.of(),
            Optional.of(FirstNonFinite.of("layer2.0.weight", 200, 3, Double.POSITIVE_INFINITY)));

    assertThat(said(new NonFiniteGradient(), facts))
        .isEqualTo("The gradient of layer2.0.weight became ∞ at step 200, in epoch 3.");
  }

  @Test
  void zeroGradient_oneWeight_isNamed() {
    assertThat(said(new ZeroGradient(), facts(conv("a", 0, UNKNOWN), conv("b", 1, UNKNOWN))))
        .startsWith("1 of 2 weights had a gradient of exactly 0")
        .endsWith("a.");
    assertThat(key(new ZeroGradient(), facts(conv("b", 1e-30, UNKNOWN)))).isEqualTo("nothing");
  }

  @Test
  void extremes_ofMatrices_leaveBatchNormOut() {
    GradientFacts facts =
        facts(
            conv("layer1.0.weight", 0.02, UNKNOWN),
            new Weight("layer1.1.weight", Kind.OTHER, 1e-9, 1e-9, UNKNOWN),
            new Weight("fc.6.weight", Kind.LINEAR, 0.1, 0.0004, UNKNOWN));

    assertThat(said(new Extremes(), facts))
        .isEqualTo(
            "In epoch 2 the mean |gradient| of convolutions and linear layers lies between 0.000400"
                + " (fc.6.weight) and 0.0200 (layer1.0.weight), a factor of 50.0.");
  }

  @ParameterizedTest
  @CsvSource({
    "1.5, , even",
    "4, , vanishing",
    "4, -5, slow",
    "4, -3, smaller",
    "0.25, , larger",
    "0.25, -3, larger",
    "0.25, -1.5, exploding"
  })
  void depth_trendAndUpdateRatio_decideTheWord(double factor, Double update, String variant) {
    OptionalDouble early = update == null ? UNKNOWN : OptionalDouble.of(update);

    assertThat(key(new Depth(), falling(factor, early))).isEqualTo("gradients.depth." + variant);
  }

  @Test
  void depth_allGradientsTiny_isNotVanishing() {
    GradientFacts tiny =
        facts(conv("a", 1e-9, UNKNOWN), conv("b", 2e-9, UNKNOWN), conv("c", 1e-9, UNKNOWN));

    assertThat(said(new Depth(), tiny)).contains("neither vanish nor explode").contains("10⁻⁹");
  }

  @Test
  void analysis_smallGradientEverywhere_neverSaysExploding() {
    String all =
        GradientRules.ALL.stream()
            .flatMap(rule -> rule.apply(falling(10, OptionalDouble.of(-6))).stream())
            .map(finding -> finding.sentence(Locale.US))
            .reduce("", String::concat);

    assertThat(all).contains("vanish").doesNotContain("explod");
  }

  @ParameterizedTest
  @CsvSource({
    "-3, -2.5, healthy",
    "-4, -2, healthy",
    "-3, -1.9, fast",
    "-4.1, -3, slow",
    "-5, -1, fast"
  })
  void updateRatio_ofTwoLayers_isNamed(double first, double second, String variant) {
    GradientFacts facts =
        facts(conv("a", 1, OptionalDouble.of(first)), conv("b", 1, OptionalDouble.of(second)));

    assertThat(key(new UpdateRatio(), facts)).isEqualTo("gradients.update." + variant);
  }

  @Test
  void updateRatio_fast_saysWhichAndHowFar() {
    GradientFacts facts =
        facts(conv("a", 1, OptionalDouble.of(-1.5)), conv("b", 1, OptionalDouble.of(-3)));

    assertThat(said(new UpdateRatio(), facts))
        .startsWith("1 of 2 weights change a lot in one step (a): log₁₀ of update to weight")
        .contains("reaches -1.5, above -2.");
  }

  @ParameterizedTest
  @CsvSource({"1, 0.1, shrunk", "1, 3, grown", "1, 30, grownMuch"})
  void growth_lastEpochAgainstFirst(double first, double last, String variant) {
    GradientFacts facts = facts(new Weight("a", Kind.LINEAR, first, last, UNKNOWN));

    assertThat(key(new Growth(), facts)).isEqualTo("gradients.growth." + variant);
  }
}
