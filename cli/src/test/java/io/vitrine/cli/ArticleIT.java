package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The article's network, for two steps, and the article's files of it. */
class ArticleIT {
  @TempDir Path folder;

  @Test
  void report_article_writesAllFilesUnderItsNames() throws IOException {
    Path run = folder.resolve("run");
    Ran trained =
        Ran.vitrine(
            "train", "--limit=8", "--test-limit=4", "--batch=8", "--epochs=2", "--run=" + run);
    assertThat(trained.code()).as(trained.err()).isZero();
    Path files = folder.resolve("article files");

    Ran ran = Ran.vitrine("report", run.toString(), "--article", files.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    List<String> expected =
        List.of(
            "architecture.svg",
            "architecture.tex",
            "feature_maps.jpg",
            "gradient_flow_epoch_0.png",
            "gradient_flow_epoch_1.png",
            "layer1_kernel.png",
            "layer2_kernel.png",
            "layer3_kernel.png",
            "layer4_kernel.png",
            "layer5_kernel.png",
            "loss_and_accuracy.png",
            "torchsummary.txt");
    try (Stream<Path> written = Files.list(files)) {
      assertThat(written.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
    assertThat(ran.out().lines())
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(name -> files.resolve(name).toString()).toList());
    assertThat(Files.readString(files.resolve("torchsummary.txt"))).contains("29,840,522");
  }
}
