package io.vitrine.view.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Mark;
import io.vitrine.run.series.Series;
import io.vitrine.view.Golden;
import io.vitrine.view.Samples;
import io.vitrine.view.training.CurvesData.Basis;
import io.vitrine.view.training.CurvesData.Splits;
import io.vitrine.view.training.CurvesOptions.Outliers;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CurvesTest {
  private static Figure draw(CurvesData data) {
    return Curves.of(data, CurvesOptions.defaults(), Locale.ROOT);
  }

  private static CurvesData batches(double... losses) {
    return new CurvesData(
        "net", Samples.each(losses), Splits.NONE, Splits.NONE, OptionalInt.empty());
  }

  private static AxesPanel panel(Figure figure, int index) {
    return (AxesPanel) figure.panels().get(index);
  }

  private static Mark.Line line(Figure figure, String name) {
    return panel(figure, 0).marks().stream()
        .filter(mark -> mark.name().equals(name))
        .map(Mark.Line.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void of_threeEpochs_asRecorded() {
    Golden.checkSvg("curves.svg", draw(Samples.curves(3, 6)));
  }

  @Test
  void of_wholeTraining_isReadable() {
    Golden.checkReadable(draw(Samples.curves(3, 94)));
    Golden.checkReadable(
        Curves.of(
            Samples.curves(10, 938), CurvesOptions.defaults().lossOn(Spacing.LOG), Locale.CHINA));
  }

  @Test
  void of_panels_shareTheSteps() {
    Figure figure = draw(Samples.curves(3, 94));

    assertThat(figure.panels()).hasSize(2);
    assertThat(panel(figure, 0).x()).isEqualTo(panel(figure, 1).x());
    assertThat(panel(figure, 0).x().range()).contains(new Axis.Range(0, 282));
    assertThat(panel(figure, 1).y().unit()).isEqualTo("%");
  }

  @Test
  void of_testOnly_marksBestAsOptimistic() {
    Figure figure = draw(Samples.curves(3, 94));

    assertThat(figure.subtitle()).contains("best test accuracy").contains("optimistic");
    assertThat(figure.footnote()).contains("chosen on the test set");
    assertThat(panel(figure, 1).marks())
        .filteredOn(Mark.Rule.class::isInstance)
        .extracting(mark -> ((Mark.Rule) mark).label(), mark -> ((Mark.Rule) mark).at())
        .containsExactly(tuple("best epoch: 3 (optimistic)", 282.0));
  }

  @Test
  void best_validationThere_isChosenByIt() {
    Series validation = Samples.every(10, 0.5, 0.9, 0.8);
    Series test = Samples.every(10, 0.5, 0.7, 0.95);
    CurvesData data =
        new CurvesData(
            "net",
            Series.empty(),
            Splits.NONE,
            new Splits(Series.empty(), validation, test),
            OptionalInt.empty());

    assertThat(data.best()).contains(new CurvesData.Best(Basis.VALIDATION_ACCURACY, 2, 20, 0.9));
    assertThat(draw(data).footnote()).doesNotContain("optimistic");
  }

  @Test
  void best_nanEpoch_isPassedOver() {
    CurvesData data =
        new CurvesData(
            "net",
            Series.empty(),
            new Splits(Series.empty(), Series.empty(), Samples.every(5, Double.NaN, 0.4, 0.3)),
            Splits.NONE,
            OptionalInt.empty());

    assertThat(data.best()).contains(new CurvesData.Best(Basis.TEST_LOSS, 3, 15, 0.3));
  }

  @Test
  void of_classesKnown_drawsTheLossOfGuessing() {
    assertThat(panel(draw(Samples.curves(3, 94)), 0).marks())
        .filteredOn(mark -> mark instanceof Mark.Rule rule && rule.across() == Mark.Side.Y)
        .extracting(mark -> ((Mark.Rule) mark).at())
        .containsExactly(Math.log(10));
  }

  @Test
  void of_longTraining_drawsFewerPointsButEveryExtreme() {
    double[] losses = Samples.losses(20_000);
    losses[12_345] = 1.9;
    Figure figure = draw(batches(losses));
    Mark.Line raw = line(figure, "training, per batch");

    assertThat(raw.x().size()).isBetween(2_000, 4_000);
    assertThat(raw.y().stream()).contains(1.9);
  }

  @Test
  void of_smoothed_isOfAllBatchesHoweverManyAreDrawn() {
    double[] losses = Samples.losses(20_000);
    Series all = Samples.each(losses).smooth(0.9);
    Figure figure =
        Curves.of(
            batches(losses),
            CurvesOptions.defaults().smoothedBy(new CurvesOptions.Smoothing(0.9)),
            Locale.ROOT);
    Mark.Line smooth = line(figure, "training, smoothed");

    for (int i = 0; i < smooth.x().size(); i++) {
      assertThat(smooth.y().at(i)).isEqualTo(all.value((int) smooth.x().at(i) - 1));
    }
  }

  @Test
  void of_notFinite_keepsTheGapsAndSaysWhere() {
    double[] losses = Samples.losses(100);
    losses[40] = Double.NaN;
    losses[60] = Double.POSITIVE_INFINITY;
    Figure figure = draw(batches(losses));

    assertThat(line(figure, "training, per batch").y().stream().filter(Double::isFinite))
        .hasSize(98);
    assertThat(line(figure, "training, smoothed").y().stream()).allMatch(Double::isFinite);
    assertThat(figure.footnote()).contains("NaN or infinite: 2, first at step 41");
    Golden.checkReadable(figure);
  }

  @Test
  void of_outliers_endTheAxisBeforeThemAndSaySo() {
    double[] losses = Samples.losses(200);
    losses[150] = 80;
    Figure ignored = draw(batches(losses));
    Figure shown =
        Curves.of(batches(losses), CurvesOptions.defaults().with(Outliers.SHOWN), Locale.ROOT);

    assertThat(panel(ignored, 0).y().range().orElseThrow().to()).isLessThan(5);
    assertThat(ignored.footnote()).contains("leaves out 1 of 200").contains("loss of 80");
    assertThat(panel(shown, 0).y().range().orElseThrow().to()).isGreaterThan(80);
    assertThat(shown.footnote()).doesNotContain("leaves out");
  }

  @Test
  void of_startOfTraining_isNoOutlier() {
    Figure figure = draw(Samples.curves(10, 938));

    assertThat(panel(figure, 0).y().range().orElseThrow().to()).isGreaterThan(2.3);
    assertThat(figure.footnote()).doesNotContain("leaves out");
  }

  @Test
  void of_lossOfZeroOnLogAxis_isKeptForItsMark() {
    Figure figure =
        Curves.of(
            batches(1, 0.5, 0, 0.1), CurvesOptions.defaults().lossOn(Spacing.LOG), Locale.ROOT);

    assertThat(line(figure, "training, per batch").y().at(2)).isZero();
    assertThat(panel(figure, 0).y().range().orElseThrow().from()).isBetween(0.01, 0.1);
  }

  @Test
  void of_everyLossNan_stillDraws() {
    Golden.checkReadable(draw(batches(Double.NaN, Double.NaN, Double.NaN)));
  }

  @Test
  void of_nothingLogged_saysSo() {
    assertThatThrownBy(CurvesTest::nothing).hasMessageContaining("net logged nothing");
  }

  private static void nothing() {
    batches();
  }

  @Test
  void of_epochPoints_carryTooltips() {
    List<Mark> marks = panel(draw(Samples.curves(3, 94)), 1).marks();

    assertThat(marks)
        .filteredOn(Mark.Line.class::isInstance)
        .extracting(mark -> ((Mark.Line) mark).tag().title())
        .contains("epoch 2 (step 188), test: 94.01");
  }
}
