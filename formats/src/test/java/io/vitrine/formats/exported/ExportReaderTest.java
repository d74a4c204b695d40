package io.vitrine.formats.exported;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files of make_fixtures.py: PyTorch's number of parameters, every shape, and the layers as a
 * golden text, networks.txt ({@code -Dgolden.update} writes it anew).
 */
class ExportReaderTest {
  private static final Path FOLDER = Path.of("src/test/resources/io/vitrine/formats/exported");

  static Stream<String> files() throws IOException {
    return Files.readAllLines(FOLDER.resolve("expected.txt")).stream()
        .filter(line -> line.contains(".pt2 "));
  }

  @ParameterizedTest
  @MethodSource("files")
  void read_countsWhatPyTorchCounts(String line) throws IOException {
    OpenedModel opened = Networks.read(FOLDER.resolve(line.split(" ")[0]));

    assertThat(
            ParameterTable.of(opened.network())
                .trainable()
                .mapToLong(entry -> entry.parameter().count())
                .sum())
        .isEqualTo(Long.parseLong(line.split(" ")[1]));
    assertThat(opened.network().parameters())
        .allSatisfy(
            parameter ->
                assertThat(
                        parameter
                            .constant()
                            .or(() -> opened.weights().get(parameter.name()))
                            .orElseThrow()
                            .shape())
                    .isEqualTo(parameter.shape()));
  }

  @Test
  void read_givesTheLayersAndShapes() throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : files().toList()) {
      describe(Networks.read(FOLDER.resolve(line.split(" ")[0])).network(), text);
    }
    Path golden = FOLDER.resolve("networks.txt");
    if (System.getProperty("golden.update") != null) {
      Files.writeString(golden, text);
    }
    assertThat(text).asString().isEqualTo(Files.readString(golden));
  }

  private static void describe(Network network, StringBuilder text) {
    ShapeTable shapes = ShapeInference.infer(network);
    assertThat(shapes.problems()).isEmpty();
    text.append("## ").append(network.name()).append(' ').append(network.inputs()).append('\n');
    for (Node node : network.nodes()) {
      text.append(node.name()).append(": ").append(node.qualifiedOperator());
      text.append('(').append(String.join(", ", node.inputs())).append(") -> ");
      text.append(shapes.outputShape(node).map(Shape::toString).orElse("?")).append('\n');
    }
  }

  @Test
  void read_sameProgramInOlderLayouts_givesTheSameNetwork() throws IOException {
    OpenedModel newest = Networks.read(FOLDER.resolve("cnn.pt2"));
    for (String layout : new String[] {"older.pt2", "middle.pt2"}) {
      OpenedModel other = Networks.read(FOLDER.resolve(layout));
      assertThat(other.network().nodes()).isEqualTo(newest.network().nodes());
      assertThat(other.network().parameters())
          .allSatisfy(
              parameter ->
                  assertThat(numbers(other, parameter.name()))
                      .isEqualTo(numbers(newest, parameter.name())));
    }
  }

  private static float[] numbers(OpenedModel opened, String name) {
    return opened
        .network()
        .parameter(name)
        .flatMap(Parameter::constant)
        .or(() -> opened.weights().get(name))
        .orElseThrow()
        .floats();
  }

  @Test
  void read_tiedParameters_countOnce() throws IOException {
    OpenedModel opened = Networks.read(FOLDER.resolve("transformer.pt2"));
    assertThat(opened.tied()).containsEntry("head.weight", "token.weight");
    assertThat(opened.weights().require("head.weight").floats())
        .isEqualTo(opened.weights().require("token.weight").floats());
  }

  @Test
  void read_operatorWithoutCounterpart_keepsItsNameAndShape() throws IOException {
    Network network = Networks.read(FOLDER.resolve("raw.pt2")).network();
    Node node = network.requireNode("special_bessel_j0");
    assertThat(node.qualifiedOperator()).isEqualTo("aten.special_bessel_j0");
    assertThat(ShapeInference.infer(network).outputShape(node)).hasToString("Optional[(s77, 6)]");
  }
}
