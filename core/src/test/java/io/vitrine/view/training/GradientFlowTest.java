package io.vitrine.view.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Grid;
import io.vitrine.figure.HeatMapPanel;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Numbers;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.view.Golden;
import io.vitrine.view.Samples;
import io.vitrine.view.training.GradientOptions.Binning;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradientFlowTest {
  private static final GradientOptions DEFAULTS = GradientOptions.defaults();

  private static GradientData small() {
    Grid values = Grid.of(2, 4, 1e-3f, 3e-3f, 2e-3f, 4e-3f, 1e-5f, 1e-5f, 0, 2e-5f);
    return new GradientData(
        "net", List.of("a.weight", "b.weight"), Numbers.of(1, 2, 3, 4), values, Numbers.of(2, 4));
  }

  private static List<Mark.Bars> bars(Figure figure) {
    return ((AxesPanel) figure.panels().get(0))
        .marks().stream().map(Mark.Bars.class::cast).toList();
  }

  private static HeatMapPanel heatMap(Figure figure) {
    return (HeatMapPanel) figure.panels().get(0);
  }

  @Test
  void epoch_small_asRecorded() {
    Golden.checkSvg("gradients.svg", GradientFlow.epoch(small(), 2, DEFAULTS, Locale.ROOT));
  }

  @Test
  void epoch_article_hasItsBarsInNetworkOrder() {
    GradientData data = Samples.gradients(3, 94, 0, 1);
    Figure figure = GradientFlow.epoch(data, 2, DEFAULTS, Locale.ROOT);

    assertThat(bars(figure)).hasSize(2).allMatch(set -> set.values().size() == 29);
    assertThat(((AxesPanel) figure.panels().get(0)).x().categories())
        .extracting(Axis.Category::label)
        .isEqualTo(data.parameters())
        .startsWith("layer1.0.weight", "layer1.1.weight")
        .endsWith("fc.6.weight");
    Golden.checkReadable(figure);
    Golden.checkReadable(
        GradientFlow.epoch(data, 1, DEFAULTS.on(Spacing.LINEAR), Locale.SIMPLIFIED_CHINESE));
  }

  @Test
  void epoch_bars_areMeanOfBatchesAndLastBatch() {
    Figure figure = GradientFlow.epoch(small(), 1, DEFAULTS, Locale.ROOT);

    assertThat(bars(figure).get(0).values().at(0)).isCloseTo(2e-3, within(1e-9));
    assertThat(bars(figure).get(1).values().at(0)).isCloseTo(3e-3, within(1e-9));
    assertThat(bars(figure).get(0).tags().get(0).title())
        .isEqualTo("a.weight, epoch 1: mean |g| 0.002 over the batches, 0.003 in the last one.");
  }

  @Test
  void epochs_all_haveOneFigureEach() {
    assertThat(GradientFlow.epochs(small(), DEFAULTS, Locale.ROOT))
        .containsOnlyKeys(1, 2)
        .allSatisfy((epoch, figure) -> assertThat(figure.title()).endsWith("epoch " + epoch));
  }

  @Test
  void epoch_unknown_namesThoseThereAre() {
    assertThatThrownBy(() -> GradientFlow.epoch(small(), 3, DEFAULTS, Locale.ROOT))
        .hasMessageContaining("epoch 3")
        .hasMessageContaining("[1, 2]");
  }

  @ParameterizedTest
  @CsvSource({
    "0, Gradient of exactly zero: layer2.3.weight.",
    "NaN, Gradient is NaN: layer2.3.weight.",
    "Infinity, Gradient is infinite: layer2.3.weight."
  })
  void epoch_zeroOrNotFinite_isNamedAndDrawn(double factor, String note) {
    GradientData data = Samples.gradients(1, 10, 6, factor);
    Figure figure = GradientFlow.epoch(data, 1, DEFAULTS, Locale.ROOT);

    assertThat(figure.footnote()).isEqualTo(note);
    assertThat(figure.alternativeText()).contains(note);
    assertThat(bars(figure).get(0).values().at(6)).isEqualTo(Double.valueOf(factor));
    assertThat(GradientFlow.overSteps(data, DEFAULTS, Locale.ROOT).footnote())
        .contains("layer2.3.weight (first at step 1)");
    Golden.checkReadable(figure);
  }

  @Test
  void overSteps_small_hasACellForEachStep() {
    HeatMapPanel panel = heatMap(GradientFlow.overSteps(small(), DEFAULTS, Locale.ROOT));

    assertThat(panel.values()).isEqualTo(small().meanAbs());
    assertThat(panel.x().range()).contains(new Axis.Range(0.5, 4.5));
    assertThat(panel.colors().scale().spacing()).isEqualTo(ColorScale.Spacing.LOG);
    assertThat(panel.colors().scale().min()).isEqualTo(1e-5f);
    assertThat(panel.colors().scale().max()).isEqualTo(4e-3f);
  }

  @Test
  void overSteps_long_keepsEveryPeakOrTheMean() {
    GradientData data = Samples.gradients(10, 938, 0, 1);
    Figure max = GradientFlow.overSteps(data, DEFAULTS, Locale.ROOT);
    Figure mean = GradientFlow.overSteps(data, DEFAULTS.with(Binning.MEAN), Locale.ROOT);

    assertThat(heatMap(max).values().width()).isLessThanOrEqualTo(600);
    assertThat(heatMap(max).values().max()).isEqualTo(data.meanAbs().max());
    assertThat(heatMap(mean).values().max()).isLessThan(data.meanAbs().max());
    assertThat(max.subtitle()).contains("each column the largest of 16 steps");
    assertThat(mean.subtitle()).contains("each column the mean of 16 steps");
  }

  @Test
  void overSteps_nanInAColumn_winsOverNumbers() {
    float[] values = new float[2_000];
    Arrays.fill(values, 1e-3f);
    values[1_234] = Float.NaN;
    GradientData data =
        new GradientData(
            "net",
            List.of("a.weight"),
            Numbers.counting(1, 2_000),
            Grid.of(1, 2_000, values),
            Numbers.of(2_000));

    for (Binning binning : Binning.values()) {
      Grid cells =
          heatMap(GradientFlow.overSteps(data, DEFAULTS.with(binning), Locale.ROOT)).values();
      assertThat(cells.at(0, 1_234 / 4)).isNaN();
      assertThat(cells.at(0, 1_230 / 4)).isEqualTo(1e-3f);
    }
  }

  @Test
  void overSteps_sparseSteps_repeatInsteadOfBreaking() {
    GradientData data =
        new GradientData(
            "net",
            List.of("a.weight"),
            Numbers.of(1, 2, 10),
            Grid.of(1, 3, 1, 2, 3),
            Numbers.of(10));
    Grid cells = heatMap(GradientFlow.overSteps(data, DEFAULTS, Locale.ROOT)).values();

    assertThat(cells).isEqualTo(Grid.of(1, 3, 2, 2, 3));
  }

  @Test
  void only_someParameters_keepsTheirOrder() {
    assertThat(small().only(Set.of("b.weight")).parameters()).containsExactly("b.weight");
    assertThatThrownBy(() -> small().only(Set.of("c")))
        .hasMessageContaining("[a.weight, b.weight]");
  }
}
