package io.vitrine.bench.part;

import io.vitrine.bench.measure.Command;
import io.vitrine.bench.measure.Goal;
import io.vitrine.bench.measure.Measurement;
import io.vitrine.bench.measure.Probed;
import io.vitrine.bench.measure.Progress;
import io.vitrine.bench.measure.Row;
import io.vitrine.bench.measure.Sides;
import io.vitrine.bench.measure.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The article's five sheets of kernels as PNG. */
final class KernelSheets {
  private static final int ROUNDS = 7;
  private static final String WHAT = "the five kernel sheets as PNG, ";
  private static final Goal GOAL = Goal.valueAtMost(0.5);

  private KernelSheets() {}

  static List<Row> rows(Workplace place) throws IOException {
    Path run = place.run();
    Path sheets = place.folder("sheets");
    Command ours = place.vitrine("kernels", run, "--article", "-o", sheets);
    ours.succeed(place.scratch()); // the run's files are in the system's cache from now on
    Measurement cold =
        new Sides()
            .add("cold", () -> ours.succeed(place.scratch()).seconds())
            .rounds(ROUNDS, "s")
            .of("cold");
    Measurement warm = Probed.by(place.probe("SheetsProbe", run, sheets), place).of("sheets", "s");
    Optional<String> missing = place.python().missing(place.scratch(), "numpy", "matplotlib");
    Optional<Measurement> peer =
        missing.isPresent() ? Optional.empty() : Optional.of(matplotlib(place, run));
    String note = missing.map(why -> "; peer skipped: " + why).orElse("; peer: matplotlib");
    return List.of(
        new Row.Measured(
            WHAT + "process from its start to its end" + note, cold, peer, Optional.of(GOAL)),
        new Row.Measured(WHAT + "in a warm JVM", warm, Optional.empty(), Optional.of(GOAL)));
  }

  private static Measurement matplotlib(Workplace place, Path run) throws IOException {
    Progress.say("matplotlib, about half a minute");
    Command peer =
        place.python().script(place.peer("kernels.py")).and(run.resolve("model.safetensors"));
    return Measurement.of("s", peer.and(place.folder("peer")).succeed(place.scratch()).seconds());
  }
}
