package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir Path folder;

  private final Network network = Samples.cnn();
  private final Weights weights = Samples.weights(network, 1);

  @Test
  void read_givesTheSameWeights() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Safetensors.write(file, network, weights);
    OpenedModel opened = Safetensors.read(file);
    assertThat(Description.of(opened.weights())).isEqualTo(Description.of(weights));
    assertThat(opened.network().metadata()).isEqualTo(Map.of("format", "pt"));
    assertThat(opened.network().name()).isEqualTo("model");
    assertThat(opened.hasStructure()).isFalse();
  }

  @Test
  void write_usesTheNetworksNamesInItsOrder() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Safetensors.write(file, network, weights);
    assertThat(Safetensors.load(file).network().parameters())
        .extracting(Parameter::name)
        .containsExactly(
            "layer1.0.weight",
            "layer1.0.bias",
            "layer1.1.weight",
            "layer1.1.bias",
            "layer1.1.running_mean",
            "layer1.1.running_var",
            "fc.0.weight",
            "fc.0.bias");
  }

  @Test
  void write_isTheSameBytesEachTime() throws IOException {
    Safetensors.write(folder.resolve("a"), network, weights);
    Safetensors.write(folder.resolve("b"), Samples.cnn(), Samples.weights(network, 1));
    assertThat(folder.resolve("a")).hasSameBinaryContentAs(folder.resolve("b"));
  }

  @Test
  void write_replacesAFileWhoseTensorsAreInUse() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Safetensors.write(file, network, weights);
    OpenedModel loaded = Safetensors.load(file);
    Safetensors.write(file, network, Samples.weights(network, 2));
    assertThat(Description.of(loaded.weights())).isEqualTo(Description.of(weights));
  }

  @Test
  void write_intoAFolderThatIsNotThereSaysSo() {
    Path file = folder.resolve("no/model.safetensors");
    assertThatThrownBy(() -> Safetensors.write(file, network, weights))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageEndingWith("model.safetensors: its folder does not exist; make it first");
    assertThat(Files.exists(file)).isFalse();
  }

  @Test
  void write_refusesMissingWeights() {
    assertThatThrownBy(() -> Safetensors.write(folder.resolve("m"), network, Weights.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no weights for layer1.0.weight");
  }
}
