package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.Networks;
import io.vitrine.formats.Safetensors;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  @TempDir Path folder;
  private String file = "";

  @BeforeEach
  void write() throws IOException {
    Path path = folder.resolve("two.safetensors");
    Tensor weight = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    Safetensors.write(
        path, Map.of("fc.weight", weight, "fc.bias", Tensor.of(new float[2], 2)), Map.of());
    file = path.toString();
  }

  @Test
  void inspect_tensor_printsWritesAndDraws() throws IOException {
    Path npy = folder.resolve("weight.npy");
    Path svg = folder.resolve("spread.svg");

    Ran ran =
        Ran.vitrine(
            "inspect", file, "fc.weight", "--lang", "en", "--npy", npy + "", "-o", svg + "");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("maximum             6", "mean                3.5");
    assertThat(svg).content().contains("mean 3.5, standard deviation 1.708, from 1 to 6");
    assertThat(Networks.read(npy).weights().require("weight").floats())
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void inspect_search_listsWhatIsFound() {
    Ran ran = Ran.vitrine("inspect", file, "--shape", "*,3", "--lang", "en");
    assertThat(ran.out()).contains("1 of 2 tensors", "fc.weight").doesNotContain("fc.bias");

    Ran json = Ran.vitrine("inspect", file, "--name", "bias", "--json");
    assertThat(json.out()).contains("\"fc.bias\"").doesNotContain("fc.weight");
  }

  @Test
  void inspect_wrongNames_areHelped() {
    Ran typo = Ran.vitrine("inspect", file, "fc.wieght");
    assertThat(typo.code()).isEqualTo(1);
    assertThat(typo.err()).contains("the nearest names are fc.weight");

    Ran needless = Ran.vitrine("inspect", file, "-o", "x.svg");
    assertThat(needless.err()).contains("-o needs the name of a tensor");

    Ran both = Ran.vitrine("inspect", file, "fc.weight", "--shape", "2");
    assertThat(both.err()).contains("leave 'fc.weight' out");

    Ran without = Ran.vitrine("inspect", "lenet5", "conv1.weight", "--npy", "x.npy");
    assertThat(without.code()).isEqualTo(1);
  }
}
