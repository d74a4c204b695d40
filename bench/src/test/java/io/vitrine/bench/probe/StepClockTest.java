package io.vitrine.bench.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.Evaluation;
import io.vitrine.engine.StepReport;
import io.vitrine.model.Weights;
import io.vitrine.train.EpochRecord;
import io.vitrine.train.Position;
import io.vitrine.train.StepRecord;
import io.vitrine.train.TrainingListener;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepClockTest {
  private static final Evaluation BATCH = new Evaluation(64, 1, 32);
  private static final StepReport REPORT =
      new StepReport(BATCH, Map.of(), Map.of(), Optional.empty());

  private long millis;
  private final StepClock clock = new StepClock(new Switch(2), () -> millis * 1_000_000);
  private final TrainingListener before = clock.before();
  private final TrainingListener after = clock.after();

  /** One step of so many milliseconds of waiting, training and recording. */
  private void step(int epoch, int batch, long waited, long trained, long recorded) {
    Position position = new Position(epoch, batch, batch, Evaluation.NONE);
    StepRecord record = new StepRecord(position, REPORT, 0.01, 64 * 1000.0 / trained);
    millis += waited + trained;
    before.stepped(record);
    millis += recorded;
    after.stepped(record);
  }

  private void end(int epoch, long took) {
    millis += took;
    after.epochEnded(
        new EpochRecord(
            epoch,
            5,
            BATCH,
            Optional.empty(),
            Optional.empty(),
            1,
            REPORT,
            Weights.NONE,
            Weights.NONE));
  }

  @Test
  void samples_areOfAllEpochsButTheFirst_withoutFirstAndLastStep() {
    for (int batch = 1; batch <= 5; batch++) {
      step(0, batch, 1000, 1000, 1000);
    }
    end(1, 1000);
    step(1, 1, 50, 300, 9); // on, the epoch's first
    step(1, 2, 1, 300, 0); // off
    step(1, 3, 2, 298, 0); // off
    step(1, 4, 3, 300, 7); // on
    step(1, 5, 4, 400, 8); // on, the epoch's last
    end(2, 500);

    assertThat(clock.samples())
        .extracting(Samples::values)
        .containsExactly(
            List.of(310.0),
            List.of(301.0, 300.0),
            List.of(1.0, 2.0, 3.0),
            List.of(4.0 + 400 + 8 + 500 - 310));
  }
}
