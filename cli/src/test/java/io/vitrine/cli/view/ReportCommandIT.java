package io.vitrine.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.cli.Ran;
import io.vitrine.cli.TuneIT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the image of a report goes into the network, and that its figures say so. */
class ReportCommandIT {
  @TempDir static Path folder;

  private static Path run;

  @BeforeAll
  static void train() {
    run = folder.resolve("run");
    Ran ran =
        Ran.vitrine(
            "train",
            "--model=" + TuneIT.file("probabilities.onnx"),
            "--new-head",
            "--preset=mnist",
            "--limit=64",
            "--test-limit=32",
            "--epochs=1",
            "--lang=en",
            "--run=" + run);
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  private static Ran vitrine(String command, String... options) {
    List<String> line = new ArrayList<>(List.of(command, run.toString(), "--lang", "en"));
    line.addAll(List.of(options));
    return Ran.vitrine(line.toArray(new String[0]));
  }

  private static String words(String file) throws IOException {
    return Files.readString(run.resolve(file)).replaceAll("<[^>]+>", " ").replaceAll("\\s+", " ");
  }

  @Test
  void report_asTheRunWasTrained_saysItsPresetAndItsClasses() throws IOException {
    assertThat(vitrine("report").code()).isZero();
    for (String file : List.of("figures/features.svg", "report.html")) {
      assertThat(words(file))
          .contains("less mean 0.1307, divided by 0.3081")
          .contains("best answers: ");
    }
  }

  @Test
  void report_options_changeWhatGoesInAndAreSaid() throws IOException {
    Path names =
        Files.writeString(
            folder.resolve("names.txt"),
            "nought\none\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\n");
    Ran ran =
        vitrine(
            "report", "--preset=tf", "--resize=12", "--crop=9", "--classes=" + names, "--std=0.25");
    assertThat(ran.code()).as(ran.err()).isZero();
    for (String file : List.of("figures/features.svg", "report.html")) {
      assertThat(words(file))
          .contains("shorter side to 12, the central 9 × 9", "less mean 0, divided by 0.25")
          .containsPattern(
              "best answers: (nought|one|two|three|four|five|six|seven|eight|nine) \\(");
    }
  }

  @Test
  void report_wrongOptions_areRefusedBeforeAnythingIsWritten() throws IOException {
    Path names = Files.writeString(folder.resolve("short.txt"), "nought\none\n");
    String before = Files.readString(run.resolve("report.html"));

    assertThat(vitrine("report", "--preset=nose").err()).contains("there are mnist, imagenet, tf");
    assertThat(vitrine("report", "--crop=99").err()).contains("is larger than the image");
    assertThat(vitrine("report", "--classes=" + names).err()).contains("2 names", "10 classes");
    assertThat(Files.readString(run.resolve("report.html"))).isEqualTo(before);
  }

  @Test
  void features_ofTheRun_takesThePresetThatItWasTrainedWith() {
    assertThat(vitrine("features", "--json").out())
        .isEqualTo(vitrine("features", "--json", "--preset=mnist").out())
        .isNotEqualTo(vitrine("features", "--json", "--preset=tf").out());
  }
}
