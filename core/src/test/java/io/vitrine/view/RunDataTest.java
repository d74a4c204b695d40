package io.vitrine.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.figure.Grid;
import io.vitrine.figure.Numbers;
import io.vitrine.run.Run;
import io.vitrine.run.RunLog;
import io.vitrine.run.RunWriter;
import io.vitrine.run.Tags;
import io.vitrine.view.training.CurvesData;
import io.vitrine.view.training.CurvesData.Basis;
import io.vitrine.view.training.GradientData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the views make of a recorded run. */
class RunDataTest {
  @TempDir Path folder;

  /** Two epochs of three steps; the third step of b was not logged. */
  private RunLog log() throws IOException {
    try (RunWriter run = Run.create(folder)) {
      for (int step = 1; step <= 6; step++) {
        run.scalar(Tags.TRAIN_LOSS, step, 2.0 / step);
        run.scalar(Tags.gradientMeanAbs("a.weight"), step, step == 5 ? Double.NaN : step);
        if (step != 3) {
          run.scalar(Tags.gradientMeanAbs("b.weight"), step, 10.0 * step);
        }
      }
      for (int epoch = 1; epoch <= 2; epoch++) {
        run.scalar(Tags.EPOCH, 3L * epoch, epoch);
        run.scalar(Tags.TRAIN_LOSS_EPOCH, 3L * epoch, 1.0 / epoch);
        run.scalar(Tags.TEST_LOSS, 3L * epoch, 1.5 / epoch);
        run.scalar(Tags.TEST_ACCURACY, 3L * epoch, 0.4 * epoch);
      }
    }
    return Run.read(folder);
  }

  @Test
  void curves_fromRun_haveEveryBatchAndEpoch() throws IOException {
    CurvesData data = CurvesData.from(log(), "net", OptionalInt.of(10));

    assertThat(data.batchLoss().values()).startsWith(2.0, 1.0).hasSize(6);
    assertThat(data.loss().training().steps()).containsExactly(3L, 6L);
    assertThat(data.loss().validation().isEmpty()).isTrue();
    assertThat(data.best())
        .hasValueSatisfying(
            best -> {
              assertThat(best.basis()).isEqualTo(Basis.TEST_ACCURACY);
              assertThat(best.epoch()).isEqualTo(2);
              assertThat(best.step()).isEqualTo(6);
            });
  }

  @Test
  void gradients_fromRun_fillGapsAndKeepNan() throws IOException {
    GradientData data =
        GradientData.from(log(), "net", List.of("a.weight", "b.weight", "c.weight"));

    assertThat(data.parameters()).containsExactly("a.weight", "b.weight");
    assertThat(data.steps()).isEqualTo(Numbers.of(1, 2, 3, 4, 5, 6));
    assertThat(data.meanAbs())
        .isEqualTo(Grid.of(2, 6, 1, 2, 3, 4, Float.NaN, 6, 10, 20, 20, 40, 50, 60));
    assertThat(data.epochs()).containsExactly(1, 2);
  }

  @Test
  void gradients_noneLogged_namesThoseAskedFor() throws IOException {
    RunLog log = log();

    assertThatThrownBy(() -> GradientData.from(log, "net", List.of("d.weight")))
        .hasMessageContaining("d.weight");
  }
}
