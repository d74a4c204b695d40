package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.engine.Evaluation;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.train.Checkpoint;
import io.vitrine.train.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFileTest {
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(
          new Position(2, 17, 205, new Evaluation(1088, 0.1234567890123456, 1001)),
          Weights.of(Map.of("fc.weight", Tensor.of(new float[] {1.5f, -0f}, 1, 2))),
          Weights.of(
              Map.of(
                  "momentum/fc.weight",
                  Tensor.of(new float[] {3, 4}, 1, 2),
                  "steps",
                  Tensor.of(new long[] {9}, 1))));

  @TempDir Path folder;

  @Test
  void newest_nothingSaved_isEmpty() throws IOException {
    assertThat(CheckpointFile.in(folder).newest()).isEmpty();
  }

  @Test
  void newest_saved_isTheSameToTheBit() throws IOException {
    CheckpointFile.in(folder).save(CHECKPOINT);

    Checkpoint read = CheckpointFile.in(folder).newest().orElseThrow();

    assertThat(read.position()).isEqualTo(CHECKPOINT.position());
    assertThat(read.weights().require("fc.weight").bytes())
        .isEqualTo(CHECKPOINT.weights().require("fc.weight").bytes());
    assertThat(read.state().names()).containsExactlyInAnyOrder("momentum/fc.weight", "steps");
    assertThat(read.state().require("steps").longs()).containsExactly(9);
  }

  @Test
  void save_twice_leavesOneFile() throws IOException {
    CheckpointFile.in(folder).save(CHECKPOINT);
    CheckpointFile.in(folder).save(CHECKPOINT);

    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void newest_otherSafetensorsFile_isRefused() throws IOException {
    Safetensors.write(folder.resolve(CheckpointFile.NAME), Map.of("a", Tensor.scalar(1)), Map.of());

    assertThatThrownBy(() -> CheckpointFile.in(folder).newest())
        .isInstanceOf(ModelFormatException.class)
        .hasMessageContaining("expected a checkpoint of version 1, found another safetensors file");
  }
}
