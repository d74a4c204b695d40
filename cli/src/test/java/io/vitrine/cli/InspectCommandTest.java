package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.Networks;
import io.vitrine.formats.Safetensors;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
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

  @Test
  void inspect_zooWithWeights_measuresThem() throws IOException {
    Network lenet = Zoo.build("lenet5", Zoo.usualTask("lenet5"));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : lenet.parameters()) {
      if (parameter.constant().isEmpty()) {
        float[] numbers = new float[Math.toIntExact(parameter.shape().elements().orElseThrow())];
        Arrays.fill(numbers, 0.25f);
        tensors.put(parameter.name(), Tensor.of(numbers, parameter.shape().sizes()));
      }
    }
    Path weights = folder.resolve("lenet.safetensors");
    Safetensors.write(weights, tensors, Map.of());
    String first = tensors.keySet().iterator().next();

    Ran with = Ran.vitrine("inspect", "lenet5", first, "--weights", weights + "", "--lang", "en");
    Ran without = Ran.vitrine("inspect", "lenet5", first, "--lang", "en");

    assertThat(with.code()).as(with.err()).isZero();
    assertThat(with.out()).contains("mean                0.25");
    assertThat(without.out()).contains("no numbers", "--weights FILE");
  }
}
