package io.vitrine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.run.RunInfo;
import io.vitrine.run.Tags;
import io.vitrine.wire.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user may give to train: data, options, and what is wrong. */
class TrainOptionsIT {
  @TempDir Path folder;

  private Ran train(String run, String... more) {
    List<String> line = new ArrayList<>(List.of("train", "mlp", "--epochs", "1", "--lang", "en"));
    line.addAll(List.of("--threads", "1", "--run", folder.resolve(run).toString()));
    line.addAll(List.of(more));
    return Ran.vitrine(line.toArray(String[]::new));
  }

  private RunInfo info(String run) throws IOException {
    return RunInfo.read(folder.resolve(run));
  }

  @Test
  void train_idxFolderWithEveryOption_isRecordedAsAsked() throws IOException {
    Path data = TinyData.idx(folder.resolve("idx set"));

    Ran ran =
        train(
            "run",
            "--data=" + data,
            "--limit=16",
            "--test-limit=6",
            "--validation=0.25",
            "--optimizer=adam",
            "--weight-decay=0.01",
            "--batch=4",
            "--json");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err()).contains("[1 / 1]: Accuracy on validation set: ");
    assertThat(info("run").recipe())
        .containsEntry("network", "mlp")
        .containsEntry("optimizer", "adam")
        .containsEntry("learning_rate", 0.001)
        .containsEntry("weight_decay", 0.01)
        .containsEntry("batch_size", 4)
        .containsEntry("training_images", 12)
        .containsEntry("validation_images", 4)
        .containsEntry("test_images", 6);
    Map<String, Double> last = info("run").result().get(0).values();
    assertThat(last).containsKeys(Tags.VALIDATION_LOSS, Tags.VALIDATION_ACCURACY);

    assertThat(ran.out()).startsWith("{").contains("\"status\" : \"finished\"", "\"epochs\" : 1");
    last.forEach(
        (tag, value) ->
            assertThat(ran.out())
                .contains("\"" + tag + "\" : " + Json.number(value.doubleValue())));
    assertThat(ran.out()).contains("report.html\"", "model.onnx\"", "model.safetensors\"");
  }

  @Test
  void train_imageFolderWithOddNames_usesWhatItCanReadAndListsTheRest() throws IOException {
    Path data = folder.resolve("bilder ü");
    TinyData.picture(data.resolve("ä b"), "1 %20 #.png", 40);
    TinyData.picture(data.resolve("ä b"), "ünï'\"x.PNG", 80);
    TinyData.picture(data.resolve("类"), "-o.png", 120);
    TinyData.picture(data.resolve("类"), "一.png", 160);
    Files.createFile(data.resolve("类/leer.png"));
    Files.writeString(data.resolve("ä b/text.jpg"), "no picture");

    Ran ran = train("run", "--data", data.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(ran.err().lines().filter(line -> line.startsWith("warning: not used: ")))
        .hasSize(2)
        .anyMatch(line -> line.contains("leer.png"))
        .anyMatch(line -> line.contains("text.jpg"));
    assertThat(info("run").recipe()).containsEntry("training_images", 4);
  }

  @Test
  void train_cutData_saysWhichFileAndBeginsNoRun() throws IOException {
    Path data = TinyData.idx(folder.resolve("data"));
    Path images = data.resolve("train-images-idx3-ubyte");
    Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 100));

    Ran ran = train("run", "--data", data.toString());

    assertThat(ran.code()).isEqualTo(1);
    assertThat(ran.err()).startsWith("vitrine: ").contains("train-images-idx3-ubyte");
    assertThat(ran.err()).doesNotContain("\tat ");
    assertThat(ran.out()).isEmpty();
    assertThat(folder.resolve("run")).doesNotExist();
  }

  @Test
  void resume_otherThreadsAndPrecision_warnsAndKeepsTheOtherOptions() throws IOException {
    Path data = TinyData.idx(folder.resolve("data"));
    Ran first = train("run", "--data=" + data, "--precision=fp32", "--batch=8", "--lr=0.02");
    assertThat(first.code()).as(first.err()).isZero();

    Ran second =
        Ran.vitrine(
            "train",
            "--resume",
            "--run",
            folder.resolve("run").toString(),
            "--epochs=2",
            "--threads=2",
            "--precision=bf16");

    assertThat(second.code()).as(second.err()).isZero();
    assertThat(second.err())
        .contains("warning: threads was 1 and is 2 now", "warning: precision was fp32 and is bf16")
        .contains("[2 / 2]: loss on training set:")
        .doesNotContain("warning: data", "warning: seed");
    assertThat(info("run").recipe())
        .containsEntry("network", "mlp")
        .containsEntry("batch_size", 8)
        .containsEntry("learning_rate", 0.02)
        .containsEntry("training_images", 24);
    assertThat(info("run").result()).hasSize(2);
  }
}
