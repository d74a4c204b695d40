package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
  @TempDir Path folder;

  private final Network network = Samples.cnn();
  private final Weights weights = Samples.weights(network, 1);

  @Test
  void read_givesTheSameWeights() throws Exception {
    Path file = folder.resolve("model.safetensors");
    Safetensors.write(file, network, weights);
    OpenedModel opened = Safetensors.read(file);
    assertThat(Description.of(opened.weights())).isEqualTo(Description.of(weights));
    assertThat(opened.network().metadata()).containsEntry("format", "pt");
    assertThat(opened.hasStructure()).isFalse();
    assertThat(Files.size(file) % 4).isZero();
  }
}
