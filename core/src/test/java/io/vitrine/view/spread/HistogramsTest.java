package io.vitrine.view.spread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Mark;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.run.Histogram;
import io.vitrine.view.Golden;
import io.vitrine.view.spread.Spread.Epoch;
import io.vitrine.view.spread.Spread.Kind;
import io.vitrine.zoo.Zoo;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramsTest {
  private static Histogram gaussian(int seed) {
    Random random = new Random(seed);
    return Histogram.of(random.doubles(500).map(x -> random.nextGaussian()).toArray());
  }

  private static Spread weights(int epochs) {
    List<Epoch> all = new ArrayList<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      all.add(new Epoch(epoch, gaussian(epoch)));
    }
    return Spread.of(Kind.WEIGHTS, "layer1.0.weight", all);
  }

  private static Spread output(float... values) {
    return Spread.ofOutput("sample digit", Tensor.of(values, 1, values.length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh-CN"})
  void of_weightsGradientsAndOutput_isReadable(String language) {
    Spread gradients = Spread.of(Kind.GRADIENTS, "layer1.0.weight", weights(3).epochs());
    Figure figure =
        Histograms.of(
            "vgg16",
            "layer1.0",
            List.of(weights(3), gradients, output(1, 2, 3, 0)),
            Locale.forLanguageTag(language));

    Golden.checkReadable(figure);
    assertThat(figure.panels()).hasSize(3);
    assertThat(figure.alternativeText()).contains("layer1.0.weight");
    assertThat(figure.footnote()).contains("25.00%");
  }

  @Test
  void of_tenEpochs_showsFirstMiddleAndLast() {
    Figure figure = Histograms.of("vgg16", "layer1.0", List.of(weights(10)), Locale.ENGLISH);

    assertThat(((AxesPanel) figure.panels().get(0)).marks())
        .extracting(Mark::name)
        .containsExactly("epoch 1", "epoch 5", "epoch 10");
  }

  @Test
  void of_valuesThatAreNoNumbers_saysHowMany() {
    Spread broken =
        Spread.of(
            Kind.WEIGHTS,
            "fc.weight",
            List.of(new Epoch(2, Histogram.of(Double.NaN, 1, Double.POSITIVE_INFINITY))));

    assertThat(Histograms.of("net", "fc", List.of(broken), Locale.ENGLISH).footnote())
        .contains("NaN or infinite: 2 values of fc.weight in epoch 2.");
  }

  @Test
  void of_nothing_throws() {
    assertThatThrownBy(() -> Histograms.of("net", "fc", List.of(), Locale.ENGLISH))
        .hasMessageContaining("layer fc has no values");
  }

  @Test
  void ofOutput_withZeros_countsThemApart() {
    Spread spread = output(0, 0, 0, 4);

    assertThat(spread.zeroShare()).isEqualTo(0.75);
    assertThat(spread.last().histogram().finite()).isEqualTo(1);
  }

  @Test
  void activationSpread_ofATrace_isTheStandardDeviation() {
    Network network = Zoo.lenet5(1, 32, 32, 10);
    Map<String, Datum> values = new LinkedHashMap<>();
    String relu = network.requireNode("conv1").output();
    values.put(relu, new Datum.OfTensor(Tensor.of(new float[] {1, 3, 1, 3}, 1, 1, 2, 2)));
    Trace trace = new Trace(values, Map.of(), OptionalDouble.empty());

    Figure figure = ActivationSpread.of(network, trace, "a digit", Locale.ENGLISH).orElseThrow();
    Mark.Bars bars =
        (Mark.Bars)
            ((AxesPanel) figure.panels().get(0))
                .marks().stream().filter(Mark.Bars.class::isInstance).findFirst().orElseThrow();

    assertThat(bars.values().at(0)).isCloseTo(1, within(1e-12));
    assertThat(bars.tags().get(0).id()).isEqualTo("conv1");
    Golden.checkReadable(figure);
    Trace empty = new Trace(Map.of(), Map.of(), OptionalDouble.empty());
    assertThat(ActivationSpread.of(network, empty, "", Locale.ENGLISH)).isEmpty();
  }
}
