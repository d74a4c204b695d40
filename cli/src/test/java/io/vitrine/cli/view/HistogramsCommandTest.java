package io.vitrine.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.cli.Ran;
import io.vitrine.formats.Safetensors;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramsCommandTest {
  @TempDir Path folder;
  private Path file = Path.of("");
  private Path figure = Path.of("");

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("two.safetensors");
    figure = folder.resolve("figure.svg");
    Tensor weight = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Safetensors.write(
        file, Map.of("fc.weight", weight, "fc.bias", Tensor.of(new float[2], 2)), Map.of());
  }

  private Ran histograms(String... layer) {
    String[] line = {"histograms", file.toString(), "-o", figure.toString(), "--lang", "en"};
    return Ran.vitrine(Stream.of(line, layer).flatMap(Arrays::stream).toArray(String[]::new));
  }

  @Test
  void histograms_ofAFilesLayer_haveAPanelForEachTensor() {
    Ran ran = histograms("fc");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(figure)
        .content()
        .contains("fc.weight: mean 3.5, standard deviation 1.708, from 1 to 6", "fc.bias: mean 0");
  }

  @Test
  void histograms_ofAFile_haveABarForEveryWeight() {
    Ran ran = histograms();

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(figure)
        .content()
        .contains("weight tensors: 1", "fc.weight")
        .doesNotContain("fc.bias");
  }

  @Test
  void histograms_ofAnUnknownLayer_nameTheNearest() {
    assertThat(histograms("fc.wieght").err()).contains("the nearest names are fc.weight");
    assertThat(Ran.vitrine("histograms", "lenet5", "-o", figure.toString()).err())
        .contains("no trained weights");
  }
}
