package io.vitrine.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.cli.Ran;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.formats.Safetensors;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static final ElementType FLOAT = ElementType.FLOAT32;

  private Path file(Network network) throws IOException {
    Path file = folder.resolve(network.name() + ".onnx");
    OnnxWriter.write(file, network, Weights.of(Map.of()));
    return file;
  }

  private static Network relus(String name, long... sizes) {
    NetworkBuilder builder = Network.builder(name);
    String x = builder.input("start", FLOAT, Shape.of(sizes));
    String second = builder.node("relu2", "Relu", builder.node("relu1", "Relu", x));
    return builder.output(second, ValueType.tensor(FLOAT)).build();
  }

  private String refused(String... arguments) {
    List<String> all = new ArrayList<>(List.of("--lang", "en", "draw"));
    all.addAll(List.of(arguments));
    Path drawn = folder.resolve("drawn.svg");
    all.addAll(List.of("-o", drawn.toString()));
    Ran ran = Ran.vitrine(all.toArray(new String[0]));
    assertThat(ran.code()).isNotZero();
    assertThat(drawn).doesNotExist();
    return ran.err();
  }

  @ParameterizedTest
  @ValueSource(strings = {"block", "lenet", "operators", "neuron"})
  void draw_cycle_isNamed(String style) throws IOException {
    Path file = file(relus("cycle", 1, 3, 8, 8));
    String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
    String closed = bytes.replaceFirst("start", "relu2");
    Files.writeString(file, closed, StandardCharsets.ISO_8859_1);

    assertThat(refused(file.toString(), "--style", style))
        .contains("the graph has a cycle: relu1 reads from relu2 reads from relu1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"block", "lenet", "operators", "neuron"})
  void draw_emptyNetwork_saysSo(String style) throws IOException {
    NetworkBuilder builder = Network.builder("nothing");
    String x = builder.input("x", FLOAT, Shape.of(1, 3));
    Path file = file(builder.output(x, ValueType.tensor(FLOAT)).build());

    assertThat(refused(file.toString(), "--style", style)).contains("neither nodes nor parameters");
  }

  @ParameterizedTest
  @CsvSource({
    "block, 0, 8, 3 x 0 x 8",
    "lenet, 0, 8, 3@0x8",
    "operators, 0, 8, 1×3×0×8",
    "block, 1000000, 8, 3 x 1000000 x 8",
    "lenet, 1000000, 1000000, 3@1000000x1000000",
    "operators, 1000000, 1000000, 1×3×1000000×1000000"
  })
  void draw_noOrAMillionRows_areDrawn(String style, long rows, long columns, String label)
      throws IOException {
    Path file = file(relus("sizes", 1, 3, rows, columns));

    String svg = drawn(file.toString(), "--style", style);

    assertThat(svg).contains(label).doesNotContain("NaN", "Infinity");
  }

  @Test
  void draw_wrongThemesAndPaths_saysWhatThereIs() throws IOException {
    Path theme = folder.resolve("my.theme");
    Files.writeString(theme, "base = paper\nconvolution.fill = reddish\n");

    assertThat(refused("lenet5", "--theme", theme.toString()))
        .contains("my.theme, line 2: convolution.fill", "#RRGGBB", "'reddish'");
    assertThat(refused("lenet5", "--theme", "sepia")).contains("'sepia'", "greyscale");
    assertThat(refused("lenet5", "--collapse", "conv9")).contains("'conv9'", "conv1, pool1");
    assertThat(refused("lenet5", "--depth", "0")).contains("1 or more");
  }

  @ParameterizedTest
  @ValueSource(strings = {"block", "lenet", "operators", "neuron"})
  void draw_themeFile_changesEveryStyle(String style) throws IOException {
    Path theme =
        Files.writeString(
            folder.resolve("my.theme"), "linear.fill = #123456\nconnector = #654321\n");

    assertThat(drawn("mlp", "--style", style, "--theme", theme.toString()))
        .contains("#123456", "#654321");
    assertThat(drawn("mlp", "--style", style)).doesNotContain("#123456", "#654321");
  }

  @Test
  void draw_bytesForATheme_saysWhatIsExpected() throws IOException {
    Path theme = Files.write(folder.resolve("my.theme"), new byte[] {(byte) 0xC3, 0x28});

    assertThat(refused("lenet5", "--theme", theme.toString()))
        .contains("my.theme is no theme", "key=value in UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "block, '--direction right', operators",
    "lenet, --bias, neuron",
    "operators, '--classes a,b', neuron",
    "block, '--inputs a', neuron",
    "operators, '--sizes log', 'block, lenet'",
    "neuron, '--heat macs', 'block, lenet, operators'",
    "neuron, '--depth 2', 'block, lenet, operators'",
    "neuron, '--collapse net', 'block, lenet, operators'",
    "neuron, '--expand net', 'block, lenet, operators'"
  })
  void draw_choiceThatSaysNothingToTheStyle_isRefused(String style, String choice, String styles) {
    List<String> arguments = new ArrayList<>(List.of("mlp", "--style", style));
    arguments.addAll(List.of(choice.split(" ")));

    assertThat(refused(arguments.toArray(new String[0])))
        .contains(choice.split(" ")[0] + " says nothing to the style " + style, "is for " + styles);
  }

  @ParameterizedTest
  @ValueSource(strings = {"drawn", "svg", "tex"})
  void draw_fileWithoutEnding_saysWhichThereAre(String name) {
    Ran ran = Ran.vitrine("draw", "lenet5", "-o", folder.resolve(name).toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("'" + name + "' has no ending", "pdf, png, svg, tex");
    assertThat(folder.resolve(name)).doesNotExist();
  }

  @Test
  void draw_unknownStyle_namesThoseThereAre() {
    Ran ran = Ran.vitrine("draw", "lenet5", "--style", "cubist", "-o", "x.svg");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("cubist", "block", "lenet", "neuron");
  }
}
