package io.vitrine.bench.part;

import io.vitrine.bench.measure.Goal;
import io.vitrine.bench.measure.Measurement;
import io.vitrine.bench.measure.Probed;
import io.vitrine.bench.measure.Progress;
import io.vitrine.bench.measure.Row;
import io.vitrine.bench.measure.Workplace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What recording and loading cost of a training step. */
final class RecordingCost {
  /** Steps of an epoch of the article's recipe, 60,000 images in batches of 64. */
  private static final double STEPS_AN_EPOCH = 938;

  /** Epochs of the probe, 40 steps each; the first warms up. */
  private static final int EPOCHS = 10;

  private RecordingCost() {}

  static List<Row> rows(Workplace place) throws IOException {
    Progress.say("training with recording on and off in turns, about 2 minutes");
    Probed probed =
        Probed.by(
            place.probe("RecordingProbe", place.threads(), EPOCHS, place.folder("recorded")),
            place);
    Measurement on = probed.of("on", "ms");
    Measurement off = probed.of("off", "ms");
    double end = probed.of("end", "ms").median();
    double share = end / STEPS_AN_EPOCH;
    return List.of(
        new Row.Measured(
            "a step with recording, %s ms of it for what an epoch's end records (%s ms), against: without"
                .formatted(Measurement.number(share), Measurement.number(end)),
            on.map("ms", step -> step + share),
            Optional.of(off),
            Optional.of(Goal.ratioAtMost(1.03))),
        loading("waiting for a batch", probed.of("waiting", "ms"), on),
        loading("preparing a batch, on a thread of its own", probed.of("preparing", "ms"), on));
  }

  private static Row loading(String what, Measurement took, Measurement step) {
    return new Row.Measured(
        what + ", against: a step", took, Optional.of(step), Optional.of(Goal.ratioAtMost(0.02)));
  }
}
