package io.vitrine.formats.exported;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of make_fixtures.py, beside which PyTorch's numbers are recorded. */
public final class ArchiveFiles {
  static final Path FOLDER = Path.of("src/test/resources/io/vitrine/formats/exported");

  private ArchiveFiles() {}

  /** Lines of a file's name and PyTorch's number of parameters, of files with an ending. */
  public static Stream<String> lines(String ending) {
    try {
      return Files.readAllLines(FOLDER.resolve("expected.txt")).stream()
          .filter(line -> line.contains(ending + " "));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  public static OpenedModel open(String name, Shape... inputs) throws IOException {
    return Networks.read(FOLDER.resolve(name), List.of(inputs));
  }

  /** Checks the number of parameters, and that each has a tensor of its shape. */
  public static void assertCounted(String line) throws IOException {
    OpenedModel opened = open(line.split(" ")[0]);
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

  /** Compares the layers and shapes of files with a golden text. */
  public static void assertGolden(String ending, String golden) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : lines(ending).toList()) {
      describe(open(line.split(" ")[0]).network(), text);
    }
    Path file = FOLDER.resolve(golden);
    if (System.getProperty("golden.update") != null) {
      Files.writeString(file, text);
    }
    assertThat(text).asString().isEqualTo(Files.readString(file));
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
}
