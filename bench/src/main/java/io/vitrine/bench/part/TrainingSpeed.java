package io.vitrine.bench.part;

import io.vitrine.bench.measure.Command;
import io.vitrine.bench.measure.Goal;
import io.vitrine.bench.measure.Measurement;
import io.vitrine.bench.measure.Python;
import io.vitrine.bench.measure.Rounds;
import io.vitrine.bench.measure.Row;
import io.vitrine.bench.measure.Workers;
import io.vitrine.bench.measure.Workplace;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Images a second in training the article's network, ours against PyTorch's. */
final class TrainingSpeed {
  private static final int ROUNDS = 9;
  private static final String OURS = "ours";
  private static final String ARTICLE = "article's loop, PyTorch fp32";
  private static final String TUNED = "PyTorch bf16, channels-last";
  private static final Goal OVER_ARTICLE = Goal.ratioAtLeast(2.8);
  private static final Goal OVER_TUNED = Goal.ratioAtLeast(1.3);

  private TrainingSpeed() {}

  static List<Row> rows(Workplace place) throws IOException {
    Python python = place.python();
    Optional<String> missing = python.missing(place.scratch(), "numpy", "torch");
    try (Workers workers = new Workers(place)) {
      workers.add(OURS, place.probe("TrainingProbe", place.threads(), place.folder("recorded")));
      if (missing.isEmpty()) {
        Command script = python.script(place.peer("training.py"));
        workers.add(ARTICLE, script.and("article", place.images(), place.threads()));
        workers.add(
            TUNED, script.and("tuned", place.images(), place.threads()).with(place.settings()));
      }
      Rounds measured = workers.imagesPerSecond(ROUNDS);
      return List.of(
          row(place, measured, ARTICLE, OVER_ARTICLE, missing),
          row(place, measured, TUNED, OVER_TUNED, missing));
    }
  }

  private static Row row(
      Workplace place, Rounds measured, String peer, Goal goal, Optional<String> missing) {
    String what = "training VGG-16, batch 64, threads: " + place.threads() + ", against: " + peer;
    Measurement ours = measured.of(OURS);
    return missing
        .<Row>map(
            why ->
                new Row.Skipped(what, goal.text(ours.unit()), why + " (ours: " + ours.text() + ")"))
        .orElseGet(
            () -> new Row.Measured(what, ours, Optional.of(measured.of(peer)), Optional.of(goal)));
  }
}
