package io.vitrine.insight.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.insight.features.FeatureFacts.Activation;
import io.vitrine.insight.features.FeatureFacts.Answer;
import io.vitrine.insight.features.FeatureFacts.ChannelMean;
import io.vitrine.insight.rule.Rule;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.zoo.Zoo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureRulesTest {
  private static String said(Rule<FeatureFacts> rule, FeatureFacts facts) {
    return rule.apply(facts).map(finding -> finding.sentence(Locale.US)).orElse("nothing");
  }

  private static FeatureFacts activations(Activation... layers) {
    return new FeatureFacts(List.of(), List.of(layers), Optional.empty());
  }

  private static FeatureFacts maps(ChannelMean... maps) {
    return new FeatureFacts(List.of(maps), List.of(), Optional.empty());
  }

  private static Activation relu(String path, int channels, int dead, double zeros) {
    return new Activation(path, "Relu", channels, dead, zeros, 1, OptionalDouble.empty());
  }

  private static ChannelMean map(String path, double outline, double background) {
    return new ChannelMean(path, 32, 32, OptionalDouble.of(outline), OptionalDouble.of(background));
  }

  @Test
  void of_traceOfVgg_measuresTheFirstImage() {
    Network network = Zoo.vgg16(1, 32, 32, 10);
    Map<String, Datum> values = new LinkedHashMap<>();
    float[] map = new float[2 * 64 * 32 * 32];
    map[5] = 1;
    values.put("layer1.0", new Datum.OfTensor(Tensor.of(map, 2, 64, 32, 32)));
    values.put("layer1.2", new Datum.OfTensor(Tensor.of(map, 2, 64, 32, 32)));
    float[] logits = new float[20];
    logits[7] = (float) Math.log(91);
    values.put("fc.6", new Datum.OfTensor(Tensor.of(logits, 2, 10)));
    Trace trace = new Trace(values, Map.of(), OptionalDouble.empty());

    FeatureFacts facts =
        FeatureMeasure.of(network, trace, Tensor.of(new float[2 * 1024], 2, 1, 32, 32));

    assertThat(facts.answer()).hasValueSatisfying(a -> assertThat(a.index()).isEqualTo(7));
    assertThat(facts.answer().orElseThrow().probability()).isCloseTo(0.91, within(1e-6));
    assertThat(facts.maps())
        .containsExactly(
            new ChannelMean("layer1.0", 32, 32, OptionalDouble.empty(), OptionalDouble.empty()));
    assertThat(facts.activations())
        .satisfiesExactly(
            a -> {
              double one = 1.0 / (64 * 32 * 32);
              assertThat(a.deviation()).isCloseTo(Math.sqrt(one * (1 - one)), within(1e-12));
              assertThat(a)
                  .usingRecursiveComparison()
                  .ignoringFields("deviation")
                  .isEqualTo(relu("layer1.2", 64, 63, 1 - one));
            });
  }

  private static Activation spread(String path, double deviation) {
    return new Activation(path, "Relu", 8, 0, 0.5, deviation, OptionalDouble.empty());
  }

  @ParameterizedTest
  @CsvSource({
    "0.6, 1.9, 'between 0.600 (relu1) and 1.90 (relu2)'",
    "0.4, 1, 'not all in the usual range'",
    "0.04, 1, 'far from the usual range'",
    "1, 21, 'far from the usual range'"
  })
  void deviations_ofActivations_areJudgedByTheUsualRange(double least, double most, String part) {
    FeatureFacts facts =
        activations(spread("relu1", least), spread("relu2", most), spread("x", Double.NaN));

    assertThat(said(new Deviations(), facts)).contains(part);
  }

  @Test
  void prediction_withScores_saysClassAndProbability() {
    FeatureFacts facts =
        new FeatureFacts(List.of(), List.of(), Optional.of(new Answer(7, 0.9987, 10)));

    assertThat(said(new Prediction(), facts))
        .isEqualTo(
            "For this image the network answers class 7, with a probability of 99.9% among 10"
                + " classes.");
  }

  @Test
  void deadChannels_some_areCountedForThisImage() {
    assertThat(said(new DeadChannels(), activations(relu("a", 64, 2, 0.5), relu("b", 16, 6, 0.8))))
        .isEqualTo(
            "For this image 8 of 80 channels (10.0%) are zero everywhere after ReLU; the largest"
                + " share is in b, 6 of 16. With another image they may respond.");
  }

  @Test
  void deadChannels_none_saysSo() {
    assertThat(said(new DeadChannels(), activations(relu("a", 64, 0, 0.5))))
        .startsWith("All 64 channels of the ReLU layer shown respond");
  }

  @Test
  void sparsity_ofTwo_namesBoth() {
    assertThat(said(new Sparsity(), activations(relu("a", 64, 2, 0.5), relu("b", 16, 6, 0.8))))
        .isEqualTo(
            "After ReLU, between 50% (a) and 80% (b) of the values are zero for this image.");
  }

  @Test
  void saturation_ofTanh_isNamed() {
    Activation tanh = new Activation("tanh1", "Tanh", 6, 0, 0, 1, OptionalDouble.of(0.75));

    assertThat(said(new Saturation(), activations(tanh)))
        .startsWith("tanh1 is saturated for this image: 75% of its values");
    assertThat(said(new Saturation(), activations(relu("a", 1, 0, 0)))).isEqualTo("nothing");
  }

  @Test
  void outline_strongCorrelation_isSaidWithIt() {
    assertThat(said(new Outline(), maps(map("a", 0.81, 0), map("b", 0.3, 0))))
        .startsWith("The channel mean of a follows the image’s outline")
        .contains("r = 0.81; 1 of 2 maps")
        .endsWith("reach 0.60.");
  }

  @Test
  void outline_weakCorrelation_isDenied() {
    assertThat(said(new Outline(), maps(map("a", 0.59, 0))))
        .startsWith("No channel mean follows the image’s outline")
        .contains("r = 0.59, in a");
    assertThat(said(new Outline(), maps())).isEqualTo("nothing");
  }

  @Test
  void background_eitherDirection_isSaidWithIt() {
    assertThat(said(new Background(), maps(map("a", 0, -0.9), map("b", 0, 0.7))))
        .contains("a is dark where the background is")
        .contains("r = -0.90")
        .contains("2 of 2");
    assertThat(said(new Background(), maps(map("b", 0, 0.7))))
        .contains("b is bright where the background is");
    assertThat(said(new Background(), maps(map("b", 0, 0.1)))).startsWith("No channel mean tells");
  }
}
