package io.vitrine.bench.part;

import io.vitrine.bench.measure.Command;
import io.vitrine.bench.measure.Goal;
import io.vitrine.bench.measure.Measurement;
import io.vitrine.bench.measure.Probed;
import io.vitrine.bench.measure.Progress;
import io.vitrine.bench.measure.Row;
import io.vitrine.bench.measure.Workplace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** How much a training process grows once it has seen everything that it does. */
final class MemoryGrowth {
  private static final int EPOCHS = 8;
  private static final String WHAT = "growth of the training process from epoch 2 on";
  private static final Goal GOAL = Goal.valueAtMost(150);

  private MemoryGrowth() {}

  static List<Row> rows(Workplace place) throws IOException {
    if (!Files.exists(Path.of("/proc/self/status"))) {
      String why = "resident memory is read from Linux's /proc";
      return List.of(new Row.Skipped(WHAT, GOAL.text("MB"), why));
    }
    Progress.say("training %d short epochs, about a minute".formatted(EPOCHS));
    Command probe = place.probe("MemoryProbe", place.threads(), EPOCHS, place.folder("grown"));
    Measurement resident = Probed.by(probe, place).of("resident", "MB");
    double first = resident.values().get(0);
    String what = WHAT + ", %d epochs, beginning with %.0f MB".formatted(EPOCHS, first);
    Measurement growth = Measurement.of("MB", resident.quantile(1) - first);
    return List.of(new Row.Measured(what, growth, Optional.empty(), Optional.of(GOAL)));
  }
}
