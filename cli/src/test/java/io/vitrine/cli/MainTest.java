package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {
  static Set<String> commands() {
    return Subcommands.names();
  }

  @Test
  void run_help_namesEveryCommand() {
    Ran help = Ran.vitrine("--help");

    assertThat(help.code()).isZero();
    assertThat(commands())
        .hasSizeGreaterThanOrEqualTo(9)
        .allSatisfy(name -> assertThat(help.out()).contains("  " + name));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void run_commandHelp_hasAnExample(String command) {
    Ran help = Ran.vitrine(command, "--help");

    assertThat(help.code()).isZero();
    assertThat(help.out()).contains("Examples:", "  vitrine " + command);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 2, Missing command",
    "sumary, 2, summary",
    "summary, 2, MODEL",
    "summary vgg17, 1, 'no network of the zoo (vgg16, lenet5, resnet18, mlp)'",
    "summary vgg16 --columns nothing, 1, nothing",
    "summary vgg16 --batch many, 2, many",
    "curves /nowhere -o x.svg, 1, '/nowhere: no such run folder'",
    "draw vgg16, 2, --output",
    "draw vgg16 -o x.gif, 1, gif",
    "kernels vgg16 -o x.svg, 1, has no trained weights",
    "train --epochs 0 --limit 64, 1, 'expected 1 or more epochs'",
    "train --resume --run /nowhere --limit 64, 1, has no checkpoint"
  })
  void run_wrongArguments_sayWhatIsWrong(String line, int code, String message) {
    Ran ran = Ran.vitrine(line.isEmpty() ? new String[0] : line.split(" "));

    assertThat(ran.code()).as(ran.err()).isEqualTo(code);
    assertThat(ran.err()).contains(message).doesNotContain("\tat ");
    assertThat(ran.out()).isEmpty();
  }

  @Test
  void run_brokenFile_saysWhatItIs(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("model.onnx"), "<!DOCTYPE html><html></html>");

    Ran ran = Ran.vitrine("summary", file.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).containsIgnoringCase("html");
  }

  @Test
  void summary_vgg16_hasBothTotals() {
    Ran ran = Ran.vitrine("summary", "vgg16", "--lang", "en");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).contains("15,118,538", "312,412,672");
  }

  @Test
  void draw_vgg16_writesSvg(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("neu ü 图.svg");

    Ran ran = Ran.vitrine("draw", "vgg16", "-o", file.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(Files.readString(file)).startsWith("<").contains("layer5", "softmax");
  }
}
