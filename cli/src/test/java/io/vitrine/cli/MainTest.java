package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.cli.subject.Images;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MainTest {
  static Set<String> commands() {
    return Subcommands.byName().keySet();
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
    "summary vgg17, 1, 'no network of the zoo (vgg16, lenet5, resnet18, mlp, alexnet,'",
    "summary vgg16 --columns nothing, 1, nothing",
    "summary vgg16 --batch many, 2, many",
    "curves /nowhere -o x.svg, 1, '/nowhere: no such run folder'",
    "draw vgg16, 2, -o=FILE",
    "draw vgg16 --json -o x.svg, 2, mutually exclusive",
    "draw vgg16 -o x.gif, 1, gif",
    "draw vgg16 -o x.svg --style cubist, 1, no style 'cubist'",
    "draw vgg16 -o x.svg --theme neon, 1, no theme 'neon'",
    "draw vgg16 -o x.svg --depth 0, 1, 1 or more",
    "draw vgg16 -o x.svg --expand layer9, 1, 'no layer or group ''layer9'' in vgg16'",
    "draw vgg16 -o x.svg --heat warm, 2, warm",
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
  void message_brokenFileReadLate_isTheFilesOwnWhereverItIsWrapped() {
    Exception broken = new ModelFormatException("a.onnx: cut off at byte 7; save it again");
    Exception lazy = new UncheckedIOException(new IOException(broken.getMessage(), broken));

    assertThat(Main.message(new IllegalStateException(new ExecutionException(lazy))))
        .isEqualTo("a.onnx: cut off at byte 7; save it again");
    assertThat(Main.message(new NoSuchFileException("x.png")))
        .isEqualTo("x.png: no such file or folder");
    assertThat(Main.message(new IllegalStateException("x")))
        .isEqualTo("IllegalStateException: x (run again with --debug for details)");
  }

  @Test
  void run_weightsCutOff_saysWhereWithoutATrace(@TempDir Path folder) throws IOException {
    Path run = Files.createDirectory(folder.resolve("run"));
    Network network = Zoo.mlp(1, 8, 8, 3);
    Path model = run.resolve("model.onnx");
    OnnxWriter.write(model, network, zeros(network));
    byte[] whole = Files.readAllBytes(model);
    Files.write(model, Arrays.copyOf(whole, whole.length / 2));

    Ran ran = Ran.vitrine("summary", run.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .startsWith("vitrine: ")
        .contains("model.onnx")
        .doesNotContain("\tat ", "Exception");
  }

  private static Weights zeros(Network network) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      long[] sizes = parameter.shape().sizes();
      tensors.put(
          parameter.name(),
          Tensor.of(new float[(int) parameter.shape().elements().orElseThrow()], sizes));
    }
    return Weights.of(tensors);
  }

  @Test
  void title_shippedSamples_areTranslated() {
    assertThat(Images.title("sample digit", Locale.ENGLISH)).isEqualTo("sample digit");
    assertThat(Images.title("sample photo", Locale.SIMPLIFIED_CHINESE)).isEqualTo("示例照片");
    assertThat(Images.title("cat.png", Locale.SIMPLIFIED_CHINESE)).isEqualTo("cat.png");
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

  @Test
  void draw_withChoices_collapsesExpandsAndColors(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("net.svg");

    Ran ran =
        Ran.vitrine(
            ("draw resnet18 --expand layer2.0 --collapse layer4 --theme dark --heat macs --sizes log"
                    + " -o "
                    + file)
                .split(" "));

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(Files.readString(file))
        .contains("architecture-layer2.0.downsample.0", "architecture-layer4\"", "#15181C")
        .doesNotContain("architecture-layer4.0\"");
  }
}
