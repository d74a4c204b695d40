package io.vitrine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunInfoTest {
  @TempDir Path folder;

  private static RunInfo example() {
    Map<String, Object> recipe = new LinkedHashMap<>();
    recipe.put("optimiser", "sgd");
    recipe.put("learning_rate", 0.01);
    recipe.put("batch", 64);
    recipe.put("augment", List.of());
    return RunInfo.start(recipe, 42, "bf16", 2, "libtorch 2.10.0", Map.of("train", "sha256:00ff"));
  }

  @Test
  void write_thenRead_givesTheSame() throws IOException {
    RunInfo info =
        example()
            .withEpoch(
                new EpochResult(
                    1, Map.of(Tags.TRAIN_LOSS_EPOCH, Double.NaN, Tags.TEST_ACCURACY, 0.99)))
            .end(RunStatus.FINISHED);
    info.write(folder);
    RunInfo back = RunInfo.read(folder);
    assertThat(back).isEqualTo(info);
    assertThat(back.recipe().keySet())
        .containsExactly("optimiser", "learning_rate", "batch", "augment");
    assertThat(folder).isDirectoryContaining("glob:**run.json");
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void start_here_knowsVersionsAndMachine() {
    RunInfo info = example();
    assertThat(info.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(info.ended()).isEmpty();
    assertThat(info.versions()).containsOnlyKeys("vitrine", "java", "os", "engine");
    assertThat(info.versions().get("vitrine")).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(info.machine()).containsKeys("cpu", "arch", "cores");
  }

  @Test
  void read_unknownFields_writesThemBack() throws IOException {
    example().write(folder);
    Path file = folder.resolve("run.json");
    String json = Files.readString(file);
    Files.writeString(
        file,
        json.replaceFirst("\\{", "{\"note\" : {\"by\" : [1, null, \"x\"]},")
            .replaceFirst("\"cores\"", "\"gpu\" : \"none\", \"cores\""));
    RunInfo info = RunInfo.read(folder);
    assertThat(info.more()).containsOnlyKeys("note");
    info.end(RunStatus.INTERRUPTED).write(folder);
    assertThat(Files.readString(file)).contains("\"by\"", "null", "\"gpu\" : \"none\"");
  }

  @Test
  void withEpoch_afterResume_dropsLaterOnes() {
    RunInfo info = example();
    for (int epoch : new int[] {1, 2, 3, 2}) {
      info = info.withEpoch(new EpochResult(epoch, Map.of()));
    }
    assertThat(info.result()).extracting(EpochResult::epoch).containsExactly(1, 2);
  }

  @Test
  void resuming_earlierStart_keepsItsBeginningAndResults() {
    RunInfo earlier = example().withEpoch(new EpochResult(1, Map.of())).end(RunStatus.INTERRUPTED);
    RunInfo now = example().resuming(earlier);
    assertThat(now.started()).isEqualTo(earlier.started());
    assertThat(now.result()).isEqualTo(earlier.result());
    assertThat(now.status()).isEqualTo(RunStatus.RUNNING);
    assertThat(now.ended()).isEmpty();
  }

  @Test
  void differencesFrom_readBack_areNoneAndNamedWhereThereAre() throws IOException {
    example().write(folder);
    RunInfo before = RunInfo.read(folder);
    assertThat(example().differencesFrom(before)).isEmpty();
    RunInfo now =
        RunInfo.start(Map.of(), 42, "fp32", 4, "libtorch 2.10.0", Map.of("train", "sha256:11"));
    assertThat(now.differencesFrom(before))
        .containsExactly(
            new RunInfo.Difference("precision", "bf16", "fp32"),
            new RunInfo.Difference("threads", "2", "4"),
            new RunInfo.Difference("data.train", "sha256:00ff", "sha256:11"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"status\": \"running\", | expected one JSON object",
        "[1] | expected one JSON object",
        "nothing | expected one JSON object",
        "{} | expected a string in \"status\", found nothing",
        "{\"status\": \"asleep\"} | expected running, finished, interrupted or failed",
        "{\"status\": \"running\", \"started\": \"noon\"} | expected a time such as",
        "{\"status\": \"running\", \"started\": \"2026-01-01T00:00:00Z\", \"recipe\": 3}"
            + "| expected an object in \"recipe\", found 3",
      })
  void read_broken_saysWhatAndWhere(String json, String message) throws IOException {
    Files.writeString(folder.resolve("run.json"), json);
    assertThatThrownBy(() -> RunInfo.read(folder))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("run.json")
        .hasMessageContaining(message);
  }

  @Test
  void read_missing_isNoSuchFile() {
    assertThatThrownBy(() -> RunInfo.read(folder)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void write_failing_keepsTheOldFile() throws IOException {
    example().write(folder);
    Path file = folder.resolve("run.json");
    String before = Files.readString(file);
    assertThatThrownBy(
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("No space left on device");
                    }))
        .hasMessage("No space left on device");
    assertThat(file).hasContent(before);
    assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
  }
}
