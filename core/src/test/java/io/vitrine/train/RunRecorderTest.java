package io.vitrine.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.data.Dataset;
import io.vitrine.data.Preprocessing;
import io.vitrine.engine.NonFiniteValue;
import io.vitrine.engine.NonFiniteValue.Kind;
import io.vitrine.model.Shape;
import io.vitrine.run.Run;
import io.vitrine.run.RunInfo;
import io.vitrine.run.RunStatus;
import io.vitrine.run.RunWriter;
import io.vitrine.run.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunRecorderTest {
  @Test
  void failed_afterTheStart_isRecorded(@TempDir Path folder) throws IOException {
    RunInfo info = RunInfo.start(Recipe.defaults().toMap(), 7, "fp32", 1, "fake", Map.of());
    Exception failure = new IOException("No space left on device");

    try (RunWriter run = Run.create(folder)) {
      RunRecorder.of(run, info).failed(failure);
    }

    assertThat(RunInfo.read(folder).status()).isEqualTo(RunStatus.FAILED);
    assertThat(failure.getSuppressed()).isEmpty();
  }

  @Test
  void becameNonFinite_severalTimes_keepsTheFirst(@TempDir Path folder) throws IOException {
    RunInfo info = RunInfo.start(Recipe.defaults().toMap(), 7, "fp32", 1, "fake", Map.of());
    NonFinite first = found(5, "conv1", Double.NEGATIVE_INFINITY);

    try (RunWriter run = Run.create(folder)) {
      RunRecorder recorder = RunRecorder.of(run, info);
      recorder.becameNonFinite(first);
      recorder.becameNonFinite(found(5, "conv2", Double.NaN));
      recorder.becameNonFinite(found(9, "conv3", Double.NaN));
    }

    assertThat(NonFinite.recordedIn(RunInfo.read(folder))).contains(first);
  }

  @Test
  void recordedIn_fieldOfAnotherShape_isEmpty() {
    RunInfo info = RunInfo.start(Map.of(), 7, "fp32", 1, "fake", Map.of());

    assertThat(NonFinite.recordedIn(info)).isEmpty();
    assertThat(NonFinite.recordedIn(info.noting("first_non_finite", "loss"))).isEmpty();
    assertThat(NonFinite.recordedIn(info.noting("first_non_finite", Map.of("step", 1)))).isEmpty();
  }

  private static NonFinite found(long step, String layer, double value) {
    return new NonFinite(step, 1, new NonFiniteValue(Kind.LAYER, layer, value));
  }

  @Test
  void train_recorded_leavesRunJsonAndEvents(@TempDir Path folder) throws IOException {
    Dataset images = Dataset.of(new float[12], Shape.of(6, 1, 1, 2), new int[] {0, 1, 2, 0, 1, 2});
    TrainingData data =
        new TrainingData(images, Optional.empty(), Optional.of(images), Preprocessing.NONE);
    Recipe recipe = Recipe.defaults().epochs(2).batchSize(3);
    RunInfo info = RunInfo.start(recipe.toMap(), 7, "fp32", 1, "fake", data.digests());

    try (RunWriter run = Run.create(folder)) {
      RunRecorder recorder = RunRecorder.of(run, info);
      recorder.ended(Trainer.of(new FakeModel(), recipe, data).listener(recorder).train());
    }

    RunInfo read = RunInfo.read(folder);
    assertThat(read.status()).isEqualTo(RunStatus.FINISHED);
    assertThat(read.result()).hasSize(2);
    Map<String, Double> second = read.result().get(1).values();
    assertThat(second).containsEntry(Tags.TEST_ACCURACY, 0.5);
    assertThat(second.get(Tags.TRAIN_LOSS_EPOCH)).isCloseTo((2.0 / 3 + 2.0 / 4) / 2, within(1e-12));
    assertThat(read.recipe()).isEqualTo(Map.copyOf(recipe.toMap()));
    try (var files = Files.list(folder)) {
      assertThat(files.filter(file -> file.getFileName().toString().contains("tfevents")))
          .hasSize(1);
    }
  }
}
