package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.data.image.ImageFile;
import io.vitrine.data.input.ImageInput;
import io.vitrine.data.input.ImageRecipe;
import io.vitrine.data.input.Preset;
import io.vitrine.inspect.InspectText;
import io.vitrine.inspect.Inventory;
import io.vitrine.inspect.TensorEntry;
import io.vitrine.inspect.TensorReport;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.zoo.ImageTask;
import io.vitrine.zoo.Zoo;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code in docs/formats.md is the code here, but for the folder and the stream. */
class FormatsDocTest {
  private static final Path DOC = Path.of("../docs/formats.md");
  private static final Path SOURCE =
      Path.of("src/test/java/io/vitrine/formats/FormatsDocTest.java");

  @TempDir Path folder;

  private void example(PrintStream out) throws IOException {
    // begin
    OpenedModel opened = Networks.read(folder.resolve("model.onnx"));
    for (String name : opened.weights().names()) {
      Tensor weights = opened.weights().require(name);
      out.println(name + " " + weights + " starts with " + weights.floatAt(0));
    }
    Safetensors.write(folder.resolve("model.safetensors"), opened.network(), opened.weights());
    // end
  }

  private Weights match(Network network, PrintStream out) throws IOException {
    // begin match
    WeightMatch match = WeightMatch.of(network, Networks.read(folder.resolve("model.pth")));
    match.describe(Locale.ENGLISH).forEach(out::println);
    Weights onNetwork = match.requireExact().weights();
    // end
    return onNetwork;
  }

  @Test
  void matchExample_ofTheDocs_putsWeightsOnANetwork() throws IOException {
    Files.copy(new Recorded("pytorch").file("tensor.pth"), folder.resolve("model.pth"));
    Network network =
        Samples.withParameters(
            "one", List.of(Parameter.of("tensor", ElementType.FLOAT32, Shape.of(2))));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Weights weights = match(network, new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(weights.require("tensor").floats()).containsExactly(0.5f, -1);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("1 of 1 parameters of one have their tensor in model, by name and shape.");
  }

  @Test
  void matchExample_inTheDocs_isTheCodeOfThisTest() throws IOException {
    String doc = Files.readString(DOC);
    String shown =
        between(doc.substring(doc.indexOf("## Weights on a network")), "```java\n", "```")
            .replace("Path.of(", "folder.resolve(")
            .replace("System.out", "out");
    String run =
        between(Files.readString(SOURCE), "// begin match\n", "    // end")
            .replaceAll("(?m)^ {4}", "");
    assertThat(shown).isEqualTo(run);
  }

  @Test
  void example_ofTheDocs_readsAndWrites() throws IOException {
    Network network = Samples.cnn();
    OnnxWriter.write(folder.resolve("model.onnx"), network, Samples.weights(network, 1));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    example(new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .hasSize(8)
        .first()
        .asString()
        .startsWith("layer1.0.weight float32(2, 1, 3, 3) starts with 1.5");
    assertThat(folder.resolve("model.safetensors")).exists();
  }

  @Test
  void example_inTheDocs_isTheCodeOfThisTest() throws IOException {
    String shown =
        between(Files.readString(DOC), "FormatsDocTest -->\n```java\n", "```")
            .replace("Path.of(", "folder.resolve(")
            .replace("System.out", "out");
    String run =
        between(Files.readString(SOURCE), "// begin\n", "    // end").replaceAll("(?m)^ {4}", "");
    assertThat(shown).isEqualTo(run);
  }

  private Tensor prepare(OpenedModel opened) throws IOException {
    // begin prepare
    ImageInput takes = ImageInput.of(opened.network(), Optional.empty());
    ImageRecipe recipe = Preset.IMAGENET.recipe(takes);
    Tensor input =
        recipe.tensor(recipe.frame(ImageFile.read(folder.resolve("cat.png")), takes), takes);
    // end
    return input;
  }

  @Test
  void prepareExample_ofTheDocs_givesTheNetworksInput() throws IOException {
    BufferedImage cat = new BufferedImage(60, 50, BufferedImage.TYPE_INT_RGB);
    ImageIO.write(cat, "png", folder.resolve("cat.png").toFile());
    Network network = Zoo.build("lenet5", new ImageTask(3, 32, 32, 4));
    Tensor input = prepare(new OpenedModel(network, Weights.NONE));
    assertThat(input.shape()).isEqualTo(Shape.of(1, 3, 32, 32));
    assertThat(input.floatAt(0)).isEqualTo(-0.485f / 0.229f);
  }

  @Test
  void prepareExample_inTheDocs_isTheCodeOfThisTest() throws IOException {
    String doc = Files.readString(DOC);
    String shown =
        between(doc.substring(doc.indexOf("## Images on their way in")), "```java\n", "```")
            .replace("Path.of(", "folder.resolve(");
    String run =
        between(Files.readString(SOURCE), "// begin prepare\n", "    // end")
            .replaceAll("(?m)^ {4}", "");
    assertThat(shown).isEqualTo(run);
  }

  private void inspect(OpenedModel opened, PrintStream out) {
    // begin inspect
    Inventory all = Inventory.of(opened.network(), opened.tied());
    TensorEntry entry = all.tensor("fc.weight").orElseThrow(() -> all.unknown("fc.weight"));
    TensorReport report = TensorReport.of(all.network(), entry, opened.weights(), 30);
    out.print(InspectText.of(report, Locale.ENGLISH));
    // end
  }

  @Test
  void inspectExample_ofTheDocs_measuresATensor() throws IOException {
    Path file = folder.resolve("fc.safetensors");
    Tensor weight = Tensor.of(new float[] {-1, 3}, 2);
    Safetensors.write(file, Map.of("fc.weight", weight), Map.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    inspect(Networks.read(file), new PrintStream(out, true, StandardCharsets.UTF_8));
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("mean                1");
  }

  @Test
  void inspectExample_inTheDocs_isTheCodeOfThisTest() throws IOException {
    String doc = Files.readString(DOC);
    String shown =
        between(doc.substring(doc.indexOf("## Looking into a file")), "```java\n", "```")
            .replace("System.out", "out");
    String run =
        between(Files.readString(SOURCE), "// begin inspect\n", "    // end")
            .replaceAll("(?m)^ {4}", "");
    assertThat(shown).isEqualTo(run);
  }

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
