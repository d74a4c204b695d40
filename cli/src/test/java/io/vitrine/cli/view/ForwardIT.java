package io.vitrine.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that do not run to their end, or not in numbers, on the command line. */
class ForwardIT {
  private static final Path FILES = Path.of("src/test/resources/io/vitrine/cli/forward");

  private static final Path DOC = Path.of("../docs/features.md");

  @TempDir Path folder;

  private Ran features(String file, String... options) {
    List<String> line = new ArrayList<>(List.of("features", FILES.resolve(file).toString()));
    line.addAll(List.of("-o", folder.resolve("figure.svg").toString()));
    line.addAll(List.of(options));
    return Ran.vitrine(line.toArray(new String[0]));
  }

  private String words() throws IOException {
    return Files.readString(folder.resolve("figure.svg"))
        .replaceAll("<[^>]+>", " ")
        .replaceAll("\\s+", " ");
  }

  @Test
  void features_unknownOperator_showsWhatRanAndNamesIt() throws IOException {
    Ran ran = features("unknown.onnx", "--lang", "en");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .isEqualToIgnoringNewLines(
            "The run ended at node swirl (com.example.Swirl): the engine does not run this operator of"
                + " the domain com.example. It was given d float32(1, 12, 12, 12), b float32(1, 8, 24,"
                + " 24). What is shown ran before: 4 of 10 nodes.");
    assertThat(words())
        .contains("conv1 8 x 24 x 24", "conv2 12 x 12 x 12", "node swirl (com.example.Swirl)")
        .doesNotContain("conv3", "best answers");
  }

  @Test
  void docs_ofBoth_showWhatIsPrinted() {
    assertThat(DOC)
        .content()
        .contains(features("unknown.onnx", "--lang", "en").err().strip())
        .contains(features("not_finite.onnx", "--lang", "en").err().strip());
  }

  @Test
  void features_unknownOperator_isSaidInChinese() throws IOException {
    Ran ran = features("unknown.onnx", "--lang", "zh-CN");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("运行在节点 swirl（com.example.Swirl）处终止", "10 个节点中的 4 个", "d float32(1, 12, 12, 12)");
    assertThat(words()).contains("引擎不支持此算子");
  }

  @Test
  void features_layerBehindAnUnknownOperator_saysWhichRan() {
    Ran ran = features("unknown.onnx", "--layer", "conv3", "--lang", "en");

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err())
        .contains("node swirl (com.example.Swirl)")
        .contains("--layer shows what ran before: conv1, relu1, pool1, conv2")
        .doesNotContain("What is shown");
    assertThat(folder.resolve("figure.svg")).doesNotExist();
  }

  @Test
  void features_layerBeforeAnUnknownOperator_isShown() throws IOException {
    assertThat(features("unknown.onnx", "--layer", "pool1", "--lang", "en").code()).isEqualTo(1);
    assertThat(words()).contains("all channels of pool1", "node swirl");
  }

  @Test
  void features_weightThatIsNaN_isFound() throws IOException {
    Ran ran = features("not_finite.onnx", "--lang", "en");

    assertThat(ran.code()).isZero();
    assertThat(ran.err())
        .isEqualToIgnoringNewLines(
            "Numbers are first NaN in what node conv2 (Conv) makes: 144 of 1728 numbers, (1, 12, 12,"
                + " 12). It was given c (1, 8, 12, 12), w2 (12, 8, 3, 3) with numbers that are not"
                + " finite.");
    assertThat(words())
        .contains("conv2 144 NaN, 0 infinite", "The network gave no answer", "node conv2 (Conv)");
  }

  @Test
  void features_infinity_isFoundBeforeTheNaNThatItMakes() {
    assertThat(features("infinite.onnx", "--lang", "en").err())
        .contains("first NaN in what node difference (Sub) makes")
        .contains("first infinity in what node exp (Exp) makes");
    assertThat(features("infinite.onnx", "--lang", "zh-CN").err())
        .contains("数值首次变为NaN是在节点 difference（Sub）的输出中")
        .contains("数值首次变为无穷大是在节点 exp（Exp）的输出中");
  }

  @Test
  void features_layer_saysTheShareOfZeros() throws IOException {
    assertThat(features("channels_last.onnx", "--layer", "relu1", "--lang", "en").err()).isEmpty();
    assertThat(words()).containsPattern("output of Relu, 8 x 24 x 24 · \\d+\\.\\d\\d% zeros");
  }
}
