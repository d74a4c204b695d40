package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Network;
import io.vitrine.render.Figures;
import io.vitrine.summary.Summary;
import io.vitrine.summary.SummaryOptions;
import io.vitrine.view.diagram.Architecture;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.zoo.Zoo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's code is this test's, and its output is what the code prints. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");

  @Test
  void readme_code_printsWhatStandsBelowIt(@TempDir Path folder) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    Network net = Zoo.vgg16(1, 32, 32, 10);
    Summary summary = Summary.of(net, SummaryOptions.defaults().depth(1).locale(Locale.ENGLISH));
    summary.print(out);
    Figures.save(
        Architecture.of(net, ArchitectureOptions.defaults(), Locale.ENGLISH),
        folder.resolve("vgg16.svg"));
    out.println(summary.totals().parameters().trainable() + " trainable parameters");

    assertThat(folder.resolve("vgg16.svg")).isNotEmptyFile();
    String readme = Files.readString(README);
    if (Boolean.getBoolean("golden.update")) {
      int from = readme.indexOf("```\n", readme.indexOf("```java") + 8) + 4;
      int start = readme.indexOf("```\n", from) + 4;
      int end = readme.indexOf("\n```", start);
      Files.writeString(
          README,
          readme.substring(0, start)
              + bytes.toString(StandardCharsets.UTF_8).stripTrailing()
              + readme.substring(end));
    }
    assertThat(Files.readString(README))
        .contains(bytes.toString(StandardCharsets.UTF_8).stripTrailing());
  }

  @Test
  void readme_codeLines_areThisTests() throws IOException {
    String readme = Files.readString(README);
    String code = readme.substring(readme.indexOf("```java") + 8);
    List<String> lines = code.substring(0, code.indexOf("```")).lines().toList();
    String test =
        squeezed(Files.readString(Path.of("src/test/java/io/vitrine/cli/ReadmeTest.java")));

    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(test)
                    .contains(
                        squeezed(
                            line.replace("System.out", "out")
                                .replace(
                                    "Path.of(\"vgg16.svg\")", "folder.resolve(\"vgg16.svg\")"))));
  }

  private static String squeezed(String code) {
    return code.replaceAll("\\s+", "");
  }

  @Test
  void readme_commands_exist() throws IOException {
    for (String name : MainTest.commands()) {
      boolean named = Files.readString(README).contains(name);
      assertThat(named).as(name).isTrue();
    }
  }
}
