package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.formats.WeightMatch.Way;
import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightMatchTest {
  private static final Recorded RECORDED = new Recorded("pytorch");

  /** A network with the parameters of the fixtures' class Tiny. */
  private static Network tiny(long classes) {
    return network(
        floats("layer1.0.weight", 2, 1, 3, 3),
        floats("layer1.0.bias", 2),
        floats("layer1.1.weight", 2),
        floats("layer1.1.bias", 2),
        floats("layer1.1.running_mean", 2),
        floats("layer1.1.running_var", 2),
        floats("fc.weight", classes, 2),
        floats("fc.bias", classes));
  }

  private static Network network(Parameter... parameters) {
    return Samples.withParameters("tiny", List.of(parameters));
  }

  private static Parameter floats(String name, long... sizes) {
    return Parameter.of(name, ElementType.FLOAT32, Shape.of(sizes));
  }

  private static OpenedModel file(Map<String, Tensor> tensors) {
    List<Parameter> parameters =
        tensors.entrySet().stream()
            .map(e -> Parameter.of(e.getKey(), e.getValue().elements(), e.getValue().shape()))
            .toList();
    return new OpenedModel(Samples.withParameters("file", parameters), Weights.of(tensors));
  }

  private static OpenedModel recorded(String name) throws IOException {
    return Networks.read(RECORDED.file(name));
  }

  @Test
  void of_aStateDict_fitsByName() throws IOException {
    WeightMatch match = WeightMatch.of(tiny(3), recorded("state_dict.pth"));
    assertThat(match.isExact()).isTrue();
    assertThat(match.prefix()).isEmpty();
    assertThat(match.counters()).containsExactly("layer1.1.num_batches_tracked");
    assertThat(match.weights().names()).containsExactlyElementsOf(match.matched().keySet());
    assertThat(match.weights().require("fc.bias").floats())
        .containsExactly(1.4375f, -0.25f, -1.9375f);
    assertThat(match.requireExact()).isSameAs(match);
  }

  @Test
  void of_aCheckpoint_leavesPrefixesOff() throws IOException {
    WeightMatch match = WeightMatch.of(tiny(3), recorded("checkpoint.pth"));
    assertThat(match.isExact()).isTrue();
    assertThat(match.prefix()).isEqualTo("state_dict.module.");
    assertThat(match.aside()).isEqualTo(Map.of("optimizer", 6));
    assertThat(match.describe(Locale.ENGLISH))
        .containsExactly(
            "8 of 8 parameters of tiny have their tensor in checkpoint, by name and shape.",
            "  'state_dict.module.' before the names in the file was left off.",
            "  1 counts of batches (num_batches_tracked) are not needed.",
            "  left aside: 'optimizer' (6 tensors).");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "module.",
        "model.",
        "model.module.",
        "model_state_dict.",
        "state_dict.model.",
        "net._orig_mod."
      })
  void of_anyPrefix_isLeftOff(String prefix) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(prefix + "fc.weight", Tensor.of(new float[] {1, 2}, 2));
    tensors.put(prefix + "fc.bias", Tensor.of(new float[] {3}, 1));
    tensors.put("optimizer.state.0.exp_avg", Tensor.of(new float[] {4, 5}, 2));
    Network network = network(floats("fc.weight", 2), floats("fc.bias", 1));

    WeightMatch match = WeightMatch.of(network, file(tensors));

    assertThat(match.isExact()).isTrue();
    assertThat(match.prefix()).isEqualTo(prefix);
    assertThat(match.aside()).isEqualTo(Map.of("optimizer", 1));
    assertThat(match.weights().require("fc.weight").floats()).containsExactly(1, 2);
  }

  /** Of two parts that fit alike the first is taken, and the other named. */
  @Test
  void of_partsThatFitAlike_takesTheFirst() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("state_dict.a", Tensor.of(new float[] {1}, 1));
    tensors.put("ema.a", Tensor.of(new float[] {2}, 1));

    WeightMatch match = WeightMatch.of(network(floats("a", 1)), file(tensors));

    assertThat(match.weights().require("a").floats()).containsExactly(1);
    assertThat(match.describe(Locale.ENGLISH)).contains("  left aside: 'ema' (1 tensor).");
  }

  @Test
  void of_theArticlesModule_fitsByEitherOfItsNames() throws IOException {
    Network first = network(floats("layer2.0.bias", 3));
    Network second = network(floats("conv.1.0.bias", 3));
    for (Network network : List.of(first, second)) {
      WeightMatch match = WeightMatch.of(network, recorded("module.pth"));
      String name = network.parameters().get(0).name();
      assertThat(match.missing()).isEmpty();
      assertThat(match.weights().require(name).floats()).containsExactly(1.4375f, -0.25f, -1.9375f);
      assertThat(match.unexpected()).doesNotContain("layer2.0.bias").contains("fc.0.bias");
    }
  }

  @Test
  void of_otherShapes_listsWhatWasExpectedAndFound() throws IOException {
    WeightMatch match = WeightMatch.of(tiny(10), recorded("state_dict.pth"));
    assertThat(match.isExact()).isFalse();
    assertThat(match.weights().names()).hasSize(6).doesNotContain("fc.weight");
    assertThatThrownBy(match::requireExact)
        .isInstanceOf(ModelFormatException.class)
        .hasMessage(
            """
            6 of 8 parameters of tiny have their tensor in state_dict, by name and shape.
              does not fit: fc.weight: expected (10, 2), found (3, 2)
              does not fit: fc.bias: expected (10), found (3)
              1 counts of batches (num_batches_tracked) are not needed.""");
  }

  @Test
  void of_missingAndUnexpectedTensors_namesThem() {
    Network network = network(floats("a", 1), floats("b", 2));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("model.a", Tensor.of(new float[] {1}, 1));
    tensors.put("model.c", Tensor.of(new float[] {1}, 1));
    WeightMatch match = WeightMatch.of(network, file(tensors));
    assertThat(match.describe(Locale.ENGLISH))
        .containsExactly(
            "1 of 2 parameters of tiny have their tensor in file, by name and shape.",
            "  'model.' before the names in the file was left off.",
            "  missing: b float32(2)",
            "  unexpected: model.c float32(1)");
    assertThat(match.describe(Locale.CHINESE)).contains("  缺少：b float32(2)");
  }

  @Test
  void of_namesThatNobodyKnows_goesByPlaceWhereAllShapesAgree() {
    Network network = network(floats("a", 1), floats("b", 2));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("x.weight", Tensor.of(new float[] {1}, 1));
    tensors.put("x.num_batches_tracked", Tensor.of(new long[] {7}));
    tensors.put("x.bias", Tensor.of(new float[] {2, 3}, 2));
    WeightMatch match = WeightMatch.of(network, file(tensors));
    assertThat(match.way()).isEqualTo(Way.ORDER);
    assertThat(match.isExact()).isTrue();
    assertThat(match.weights().require("b").floats()).containsExactly(2, 3);
    assertThat(match.describe(Locale.ENGLISH).get(0)).contains("by place");

    tensors.put("x.more", Tensor.of(new float[] {2, 3}, 2));
    assertThat(WeightMatch.of(network, file(tensors)).matched()).isEmpty();
  }

  @Test
  void weights_areConvertedToTheNetworksType() {
    ByteBuffer half = ByteBuffer.wrap(new byte[] {0, 0x3C});
    Map<String, Tensor> tensors = Map.of("a", Tensor.of(ElementType.FLOAT16, Shape.of(1), half));
    WeightMatch match = WeightMatch.of(network(floats("a", 1)), file(tensors));
    assertThat(match.weights().require("a").elements()).isEqualTo(ElementType.FLOAT32);
    assertThat(match.weights().require("a").floats()).containsExactly(1);
    assertThat(match.describe(Locale.ENGLISH))
        .contains("  converted: float16 → float32 (1 tensor).");
  }

  @Test
  void of_integersForFloats_doesNotFit() {
    Map<String, Tensor> tensors = Map.of("a", Tensor.of(new long[] {1}, 1));
    WeightMatch match = WeightMatch.of(network(floats("a", 1)), file(tensors));
    assertThat(match.describe(Locale.ENGLISH))
        .contains("  does not fit: a: expected float32(1), found int64(1)");
  }
}
