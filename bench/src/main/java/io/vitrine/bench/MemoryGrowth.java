package io.vitrine.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** How much a training process grows once it has seen everything that it does. */
final class MemoryGrowth {
  private MemoryGrowth() {}

  static List<Row> rows(Workplace place) throws IOException {
    Progress.say("training 8 short epochs, about a minute");
    Measurement resident =
        Probed.by(place.probe("MemoryProbe", Workers.THREADS, place.folder("grown")), place)
            .of("resident", "MB");
    double first = resident.values().get(0);
    double most = resident.quantile(1);
    return List.of(
        new Row.Measured(
            "growth of the training process from the start of epoch 2 (%s MB) to its largest in %d epochs"
                .formatted(Measurement.number(first), resident.values().size()),
            Measurement.of("MB", most - first),
            Optional.empty(),
            Optional.of(Goal.valueAtMost(150))));
  }
}
