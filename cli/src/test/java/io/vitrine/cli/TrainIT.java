package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.run.RunInfo;
import io.vitrine.run.RunStatus;
import io.vitrine.run.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole program, on a small network: trains it, and shows it by every command. */
class TrainIT {
  @TempDir static Path folder;

  private static Path run;

  @BeforeAll
  static void train() {
    run = folder.resolve("läuft 好");
    Ran ran =
        Ran.vitrine(
            "train",
            "lenet5",
            "--limit",
            "3000",
            "--test-limit",
            "500",
            "--epochs",
            "2",
            "--seed",
            "1",
            "--lr",
            "0.05",
            "--momentum",
            "0.9",
            "--lang",
            "en",
            "--run",
            run.toString());
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("report.html");
    assertThat(ran.err())
        .contains("[2 / 2]: loss on training set:", "[2 / 2]: Accuracy on test set:");
  }

  @Test
  void train_lenet5_learns() throws IOException {
    RunInfo info = RunInfo.read(run);

    assertThat(info.status()).isEqualTo(RunStatus.FINISHED);
    assertThat(info.result()).hasSize(2);
    assertThat(info.result().get(1).values().get(Tags.TEST_ACCURACY)).isGreaterThan(0.8);
    assertThat(info.recipe())
        .containsEntry("network", "lenet5")
        .containsEntry("training_images", 3000);
    assertThat(info.precision()).as("lenet5's convolutions of 6 filters").isEqualTo("fp32");
    assertThat(info.versions().get("engine")).startsWith("libtorch ").doesNotContain("bf16");
  }

  @Test
  void train_again_refusesToOverwrite() {
    Ran ran = Ran.vitrine("train", "lenet5", "--limit", "64", "--run", run.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).contains("holds a run already", "--resume");
  }

  @Test
  void train_leaves_figuresAndReport() throws IOException {
    for (String figure :
        new String[] {
          "architecture",
          "curves",
          "gradients-epoch-2",
          "gradients-steps",
          "kernels-conv1",
          "features"
        }) {
      assertThat(run.resolve("figures").resolve(figure + ".svg")).isNotEmptyFile();
    }
    assertThat(Files.readString(run.resolve("report.html"))).contains("lenet5", "<svg");
    assertThat(Files.size(run.resolve("report.html"))).isLessThan(10_000_000);
  }

  @Test
  void views_ofTheRun_areWritten() {
    for (String view :
        new String[] {"curves", "gradients", "kernels", "features", "histograms", "draw"}) {
      Path file = folder.resolve(view + ".png");
      Ran ran = Ran.vitrine(view, run.toString(), "-o", file.toString());
      assertThat(ran.code()).as(view + ": " + ran.err()).isZero();
      assertThat(file).isNotEmptyFile();
      assertThat(ran.out()).isEqualTo(file + System.lineSeparator());
    }
  }

  @Test
  void features_ofATestImageAndOfTheArticleChain_areWritten() {
    Path one = folder.resolve("one.svg");
    Path chain = folder.resolve("chain.svg");

    assertThat(
            Ran.vitrine(
                    "features",
                    run.toString(),
                    "--index",
                    "7",
                    "--layer",
                    "conv1",
                    "-o",
                    one.toString())
                .code())
        .isZero();
    assertThat(
            Ran.vitrine("features", run.toString(), "--article-chain", "-o", chain.toString())
                .code())
        .isZero();

    assertThat(one).isNotEmptyFile();
    assertThat(chain).isNotEmptyFile();
  }

  @Test
  void features_ofAnotherDataSet_takeItsImageByIndex() throws IOException {
    Path data = TinyData.idx(folder.resolve("other"));
    Path file = folder.resolve("other.svg");
    String[] features = {"features", run.toString(), "--lang", "en", "--data", data.toString()};

    Ran drawn = Ran.vitrine(with(features, "--index", "1", "-o", file.toString()));
    Ran beyond = Ran.vitrine(with(features, "--index", "100000", "-o", file.toString()));
    Ran unasked = Ran.vitrine(with(features, "-o", file.toString()));

    assertThat(drawn.code()).as(drawn.err()).isZero();
    assertThat(Files.readString(file)).contains("<svg").doesNotContain("MNIST");
    assertThat(beyond.err()).contains("has the images 0 to", "found 100000");
    assertThat(unasked.err()).contains("--data takes an image by --index");
  }

  private static String[] with(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void histograms_ofALayer_showItsWeightsByEpoch() throws IOException {
    Path file = folder.resolve("spread.svg");

    Ran ran =
        Ran.vitrine("histograms", run.toString(), "conv2", "-o", file.toString(), "--lang", "en");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(Files.readString(file))
        .contains("conv2.weight", "its gradient", "output for", "epoch 1", "epoch 2");
  }

  @Test
  void report_inChinese_isChinese() throws IOException {
    Ran ran = Ran.vitrine("report", run.toString(), "--lang", "zh-CN");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(Files.readString(run.resolve("report.html"))).contains("lang=\"zh-CN\"", "损失");
  }

  @Test
  void summary_ofTheSavedModel_countsTheSame() {
    Ran ran = Ran.vitrine("summary", run.resolve("model.onnx").toString(), "--lang", "en");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.out()).contains("61,706");
  }
}
