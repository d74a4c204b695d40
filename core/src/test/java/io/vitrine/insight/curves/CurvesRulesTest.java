package io.vitrine.insight.curves;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.Mode;
import io.vitrine.engine.NonFiniteValue;
import io.vitrine.insight.curves.CurvesFacts.Epoch;
import io.vitrine.insight.curves.CurvesFacts.Measure;
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

class CurvesRulesTest {
  private static final Measure FAIR = Measure.of(0.1, 0.97);

  private static CurvesFacts facts(Epoch... epochs) {
    return new CurvesFacts(
        List.of(epochs), 10, OptionalDouble.empty(), Optional.empty(), Mode.EVALUATION);
  }

  private static Epoch epoch(int number, Measure training, Measure test) {
    return new Epoch(number, training, Measure.NONE, test);
  }

  private static CurvesFacts losses(double... losses) {
    List<Epoch> epochs = new ArrayList<>();
    for (double loss : losses) {
      epochs.add(epoch(epochs.size() + 1, Measure.of(loss, 0.9), Measure.NONE));
    }
    return facts(epochs.toArray(new Epoch[0]));
  }

  private static CurvesFacts starting(double loss) {
    return new CurvesFacts(
        List.of(), 10, OptionalDouble.of(loss), Optional.empty(), Mode.EVALUATION);
  }

  private static String said(Rule<CurvesFacts> rule, CurvesFacts facts) {
    return rule.apply(facts).map(finding -> finding.sentence(Locale.US)).orElse("nothing");
  }

  private static String key(Rule<CurvesFacts> rule, CurvesFacts facts) {
    return rule.apply(facts).map(Finding::message).map(m -> m.key()).orElse("nothing");
  }

  @Test
  void nonFiniteLoss_lossBecameNaN_saysWhere() {
    CurvesFacts facts =
        new CurvesFacts(
            List.of(),
            10,
            OptionalDouble.empty(),
            Optional.of(FirstNonFinite.of("loss", 1234, 2, Double.NaN)),
            Mode.EVALUATION);

    assertThat(said(new NonFiniteLoss(), facts))
        .startsWith("The loss became NaN at step 1,234, in epoch 2;");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "INPUT | since the batch of input x holds ∞: look at the data;",
        "PARAMETER | since parameter x held ∞ before the step;",
        "LAYER | It began in layer x, whose output became ∞ of finite inputs and weights;",
        "LOSS | every output of the network was finite;",
        "GRADIENT | nothing is learnt from there on."
      })
  void nonFiniteLoss_originIsKnown_saysIt(NonFiniteValue.Kind kind, String part) {
    FirstNonFinite at =
        FirstNonFinite.of("loss", 7, 1, Double.NaN)
            .from(new NonFiniteValue(kind, "x", Double.POSITIVE_INFINITY));
    CurvesFacts facts =
        new CurvesFacts(List.of(), 10, OptionalDouble.empty(), Optional.of(at), Mode.EVALUATION);

    assertThat(said(new NonFiniteLoss(), facts))
        .contains("became NaN at step 7, in epoch 1")
        .contains(part)
        .endsWith("nothing is learnt from there on.");
  }

  @Test
  void outcome_betterThanGuessing_saysAccuracyAndLoss() {
    assertThat(said(new Outcome(), facts(epoch(3, FAIR, Measure.of(0.0255, 0.9921)))))
        .isEqualTo(
            "After epoch 3 the network names 99.21% of the test images correctly, at a mean loss of"
                + " 0.0255.");
  }

  @Test
  void outcome_asGoodAsGuessing_warns() {
    assertThat(said(new Outcome(), facts(epoch(1, FAIR, Measure.of(2.3, 0.113)))))
        .startsWith("The network names 11.3% of the test images correctly. Guessing among 10");
  }

  @ParameterizedTest
  @CsvSource({
    "2.31, curves.start.atChance",
    "2.08, curves.start.atChance",
    "2.60, curves.start.above",
    "0.50, curves.start.below",
    "NaN, nothing"
  })
  void start_firstLossAgainstLnK(double loss, String key) {
    assertThat(key(new Start(), starting(loss))).isEqualTo(key);
  }

  @Test
  void convergence_halvingEachEpoch_fallsByHalf() {
    assertThat(said(new Convergence(), losses(8, 4, 2, 1)))
        .startsWith(
            "Not converged: over the last 3 epochs the training loss was still falling by 50.0% an"
                + " epoch, from 4.00 to 1.00.");
  }

  @Test
  void convergence_smallSteps_isLevel() {
    assertThat(said(new Convergence(), losses(2, 0.0200, 0.0198, 0.0196)))
        .startsWith("Converged: over the last 3 epochs")
        .contains("-1.0% an epoch; less than 5%");
  }

  @ParameterizedTest
  @CsvSource({"1, 0.94, falling", "1, 0.96, level", "1, 1.04, level", "1, 1.06, rising"})
  void convergence_twoEpochs_judgesTheirRatio(double first, double second, String variant) {
    assertThat(key(new Convergence(), losses(first, second)))
        .isEqualTo("curves.convergence." + variant);
  }

  @Test
  void convergence_oneEpoch_saysThatNothingCanBeSaid() {
    assertThat(said(new Convergence(), losses(0.4)))
        .isEqualTo(
            "With one epoch (mean training loss 0.400) nothing can be said of convergence yet.");
  }

  @Test
  void convergence_lossWasNaN_saysNothing() {
    assertThat(key(new Convergence(), losses(0.4, Double.NaN))).isEqualTo("nothing");
  }

  @Test
  void bestEpoch_onTheTestSet_isCalledOptimistic() {
    CurvesFacts facts =
        facts(
            epoch(1, FAIR, Measure.of(0.2, 0.95)),
            epoch(2, FAIR, Measure.of(0.1, 0.99)),
            epoch(3, FAIR, Measure.of(0.1, 0.98)));

    assertThat(said(new BestEpoch(), facts))
        .startsWith("The best test accuracy is 99.00%, in epoch 2 of 3; the last epoch has 98.00%.")
        .contains("optimistic");
  }

  @Test
  void bestEpoch_withValidation_choosesByIt() {
    CurvesFacts facts =
        facts(
            new Epoch(1, FAIR, Measure.of(0.2, 0.97), Measure.of(0.2, 0.90)),
            new Epoch(2, FAIR, Measure.of(0.1, 0.97), Measure.of(0.1, 0.99)));

    assertThat(said(new BestEpoch(), facts))
        .isEqualTo(
            "The best validation accuracy is 97.00%, in epoch 1 of 2; the last epoch has 97.00%.");
  }

  @ParameterizedTest
  @CsvSource({"0.96, reversed", "0.98, small", "1.00, medium", "1.03, large"})
  void gap_trainingAgainstTest_isNamedByPoints(double training, String variant) {
    CurvesFacts facts = facts(epoch(1, Measure.of(0.05, training), Measure.of(0.1, 0.97)));

    assertThat(key(new Gap(), facts)).isEqualTo("curves.gap." + variant);
    assertThat(said(new Gap(), facts)).contains("97.00%").contains("2.00 times");
  }

  /** Test losses of 0.2 in epoch 1 and of 0.3 after, while the training loss halves. */
  private static CurvesFacts rising(int epochs) {
    Epoch[] all = new Epoch[epochs];
    for (int i = 0; i < epochs; i++) {
      double test = i == 0 ? 0.2 : 0.3;
      all[i] = epoch(i + 1, Measure.of(Math.pow(0.5, i), 0.9), Measure.of(test, 0.9));
    }
    return facts(all);
  }

  @Test
  void overfitting_testLossHasRisenForThreeEpochs_warns() {
    assertThat(said(new Overfitting(), rising(4)))
        .startsWith(
            "Since epoch 1 the test loss has risen by 50.0% while the training loss fell by 87.5%:"
                + " a sign that");
  }

  @Test
  void overfitting_testLossHasRisenForTwoEpochs_doesNotCallItOverfitting() {
    assertThat(key(new Overfitting(), rising(3))).isEqualTo("curves.overfitting.recent");
    assertThat(said(new Overfitting(), rising(3)))
        .contains("After 2 epochs this may be overfitting or an unsteady test loss");
  }

  @Test
  void overfitting_testLossAtItsLowest_saysNone() {
    CurvesFacts facts =
        facts(
            epoch(1, Measure.of(0.5, 0.9), Measure.of(0.30, 0.9)),
            epoch(2, Measure.of(0.2, 0.9), Measure.of(0.20, 0.9)),
            epoch(3, Measure.of(0.1, 0.9), Measure.of(0.21, 0.9)));

    assertThat(said(new Overfitting(), facts))
        .isEqualTo(
            "The test loss ends 5.0% above its lowest value (epoch 2): no sign of learning by"
                + " heart.");
  }

  @Test
  void overfitting_lowestLossLast_saysSo() {
    CurvesFacts facts =
        facts(
            epoch(1, Measure.of(0.5, 0.9), Measure.of(0.30, 0.9)),
            epoch(2, Measure.of(0.2, 0.9), Measure.of(0.20, 0.9)),
            epoch(3, Measure.of(0.1, 0.9), Measure.of(0.15, 0.9)));

    assertThat(said(new Overfitting(), facts))
        .startsWith("The test loss is at its lowest in the last epoch (0.150, epoch 3)");
  }

  @Test
  void evaluationMode_articlesWay_warns() {
    CurvesFacts facts =
        new CurvesFacts(
            List.of(epoch(1, FAIR, Measure.of(0.2, 0.9512))),
            10,
            OptionalDouble.empty(),
            Optional.empty(),
            Mode.TRAINING);

    assertThat(said(new EvaluationMode(), facts))
        .startsWith("The test accuracy of 95.12% was measured in training mode");
    assertThat(key(new EvaluationMode(), facts(epoch(1, FAIR, FAIR)))).isEqualTo("nothing");
  }
}
