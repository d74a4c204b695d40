package io.vitrine.cli.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.cli.Ran;
import io.vitrine.formats.Npy;
import io.vitrine.formats.Safetensors;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsOptionsTest {
  @TempDir Path folder;

  private static Map<String, Tensor> tensors(Network network, String prefix) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      if (parameter.constant().isEmpty()) {
        float[] values = new float[(int) parameter.count()];
        for (int i = 0; i < values.length; i++) {
          values[i] = (i % 7 - 3) / 8f;
        }
        tensors.put(prefix + parameter.name(), Tensor.of(values, parameter.shape().sizes()));
      }
    }
    return tensors;
  }

  private String file(Network network) throws IOException {
    Path file = folder.resolve("w.safetensors");
    Safetensors.write(file, network, Weights.of(tensors(network, "")));
    return file.toString();
  }

  @Test
  void kernels_ofAZooNetworkWithWeights_areDrawn() throws IOException {
    Path weights = folder.resolve("w.npz");
    Npy.writeAll(weights, tensors(Zoo.lenet5(1, 32, 32, 10), "module."));
    Path picture = folder.resolve("k.svg");
    Ran ran =
        Ran.vitrine(
            "kernels",
            "lenet5",
            "--weights",
            weights.toString(),
            "-o",
            picture.toString(),
            "--lang",
            "en");

    assertThat(ran.err())
        .startsWith("10 of 10 parameters of lenet5 have their tensor in w, by name and shape.")
        .contains("'module.' before the names in the file was left off.");
    assertThat(ran.code()).isZero();
    assertThat(picture).exists();
  }

  @Test
  void summary_takesTheChannelsAndClassesOfTheWeights() throws IOException {
    String weights = file(Zoo.lenet5(3, 32, 32, 7));
    Ran ran = Ran.vitrine("summary", "lenet5", "--weights", weights, "--lang", "en");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("float32(1, 3, 32, 32)", "(1, 7)");
  }

  @Test
  void summary_ofWeightsThatDoNotFit_listsThemAndTakesThemInPart() throws IOException {
    String weights = file(Zoo.lenet5(1, 64, 64, 10));
    Ran strict = Ran.vitrine("summary", "lenet5", "--weights", weights, "--lang", "en");

    assertThat(strict.code()).isEqualTo(1);
    assertThat(strict.out()).isEmpty();
    assertThat(strict.err())
        .contains("does not fit: fc1.weight: expected (120, 400), found (120, ")
        .contains("does not fit lenet5 in full; --partial takes what fits");
    Ran partial = Ran.vitrine("summary", "lenet5", "--weights", weights, "--partial");
    assertThat(partial.code()).isZero();
  }

  /** What of an archive of NumPy did not fit is listed, in the reader's language. */
  @Test
  void summary_ofArraysThatDoNotFit_listsEach() throws IOException {
    Map<String, Tensor> arrays = tensors(Zoo.lenet5(1, 32, 32, 10), "");
    arrays.put("last.bias", arrays.remove("fc3.bias"));
    arrays.put("fc2.weight", Tensor.of(new float[120 * 84], 120, 84));
    Path weights = folder.resolve("w.npz");
    Npy.writeAll(weights, arrays);

    Ran english = Ran.vitrine("summary", "lenet5", "--weights", weights + "", "--lang", "en");
    Ran chinese =
        Ran.vitrine("summary", "lenet5", "--weights", weights + "", "--partial", "--lang", "zh-CN");

    assertThat(english.code()).isEqualTo(1);
    assertThat(english.err())
        .startsWith(
            """
            8 of 10 parameters of lenet5 have their tensor in w, by name and shape.
              missing: fc3.bias float32(10)
              does not fit: fc2.weight: expected (84, 120), found (120, 84)
              unexpected: last.bias float32(10)
            """);
    assertThat(chinese.code()).isZero();
    assertThat(chinese.err()).contains("缺少：fc3.bias", "不符：fc2.weight", "多余：last.bias");
    assertThat(chinese.out()).contains("61,706");
  }

  @Test
  void run_weightsOfAnotherNetwork_saysThatNothingFits() throws IOException {
    Ran ran = Ran.vitrine("draw", "lenet5", "--weights", file(Zoo.mlp(1, 8, 8, 3)), "-o", "x.svg");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("nothing in ", "fits lenet5");
    assertThat(Files.exists(Path.of("x.svg"))).isFalse();
  }

  @Test
  void run_weightsWithoutStructure_saysWhatToGive() throws IOException {
    String weights = file(Zoo.mlp(1, 8, 8, 3));
    Ran kernels = Ran.vitrine("kernels", weights, "-o", "x.svg");
    Ran summary = Ran.vitrine("summary", weights);

    assertThat(kernels.code()).isEqualTo(1);
    assertThat(kernels.err()).contains("w holds weights without structure", "--weights FILE");
    assertThat(summary.code()).isZero();
    assertThat(summary.err()).contains("w holds 6 tensors without structure");
  }
}
