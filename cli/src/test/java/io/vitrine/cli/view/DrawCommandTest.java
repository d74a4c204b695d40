package io.vitrine.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.cli.Ran;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.formats.Safetensors;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrawCommandTest {
  private static final Network MLP = Zoo.mlp(1, 2, 2, 3);

  @TempDir Path folder;

  /** All weights and biases 0.5. */
  private static Weights halves() {
    Map<String, Tensor> tensors = new HashMap<>();
    for (Parameter parameter : MLP.parameters()) {
      float[] values = new float[(int) parameter.count()];
      Arrays.fill(values, 0.5f);
      tensors.put(parameter.name(), Tensor.of(values, parameter.shape().sizes()));
    }
    return Weights.of(tensors);
  }

  private String drawn(String... arguments) throws IOException {
    Path file = folder.resolve("drawn.svg");
    String[] all = new String[arguments.length + 5];
    System.arraycopy(new String[] {"--lang", "en", "draw"}, 0, all, 0, 3);
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    all[all.length - 2] = "-o";
    all[all.length - 1] = file.toString();
    Ran ran = Ran.vitrine(all);
    assertThat(ran.code()).as(ran.err()).isZero();
    return Files.readString(file);
  }

  @Test
  void draw_neuronsOfAModelFile_haveItsWeights() throws IOException {
    Path model = folder.resolve("mlp.onnx");
    OnnxWriter.write(model, MLP, halves());
    String svg = drawn(model.toString(), "--style", "neuron", "--classes", "cat,dog,owl", "--bias");

    assertThat(svg)
        .contains("net.0: 3 → 127: 0.5", "net.4: bias → 2: 0.5", ">cat<", ">dog<", ">owl<")
        .contains("largest weight 0.5");
  }

  @Test
  void draw_neuronsWithAWeightsFile_haveItsWeights() throws IOException {
    Network mlp = Zoo.mlp(1, 28, 28, 10);
    Path file = folder.resolve("w.safetensors");
    Map<String, Tensor> tensors = new HashMap<>();
    for (Parameter parameter : mlp.parameters()) {
      float[] values = new float[(int) parameter.count()];
      tensors.put(parameter.name(), Tensor.of(values, parameter.shape().sizes()));
    }
    Safetensors.write(file, mlp, Weights.of(tensors));

    assertThat(drawn("mlp", "--weights", file.toString(), "--style", "neuron"))
        .contains("net.0: 783 → 127: 0<");
  }

  @Test
  void draw_neuronsOfConvolutions_saysWhatCannotBeDrawn() {
    Ran ran = Ran.vitrine("draw", "lenet5", "--style", "neuron", "-o", "x.svg");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains(", Conv, is not fully connected", "block or lenet");
  }

  @Test
  void draw_unknownStyle_namesThoseThereAre() {
    Ran ran = Ran.vitrine("draw", "lenet5", "--style", "cubist", "-o", "x.svg");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("cubist", "block", "lenet", "neuron");
  }
}
