package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private static String between(String text, String start, String end) {
    int from = text.indexOf(start) + start.length();
    return text.substring(from, text.indexOf(end, from));
  }
}
