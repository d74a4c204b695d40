package io.vitrine.bench.part;

import io.vitrine.bench.measure.Folders;
import io.vitrine.bench.measure.Goal;
import io.vitrine.bench.measure.Measurement;
import io.vitrine.bench.measure.Row;
import io.vitrine.bench.measure.Sides;
import io.vitrine.bench.measure.Workplace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** All figures and the report of a finished run, from the process's start to its end. */
final class ReportTime {
  private static final int ROUNDS = 5;

  private ReportTime() {}

  static List<Row> rows(Workplace place) throws IOException {
    Path copy = place.folder("report");
    Folders.copyFiles(place.run(), copy, List.of("checkpoint.safetensors", "report.html"));
    Measurement took =
        new Sides()
            .add("report", () -> place.vitrine("report", copy).succeed(place.scratch()).seconds())
            .rounds(ROUNDS, "s")
            .of("report");
    return List.of(
        new Row.Measured(
            "all figures and the report of a finished run, process from its start to its end",
            took,
            Optional.empty(),
            Optional.of(Goal.valueAtMost(5))));
  }
}
