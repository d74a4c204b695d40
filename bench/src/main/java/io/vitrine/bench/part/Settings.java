package io.vitrine.bench.part;

import io.vitrine.bench.measure.Command;
import io.vitrine.bench.measure.Rounds;
import io.vitrine.bench.measure.Row;
import io.vitrine.bench.measure.Workers;
import io.vitrine.bench.measure.Workplace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the launcher's settings do to our training, one left out or added at a time. */
final class Settings {
  private static final int ROUNDS = 7;
  private static final String USUAL = "as the launcher sets it";

  private Settings() {}

  static List<Row> rows(Workplace place) throws IOException {
    Rounds measured;
    try (Workers workers = new Workers(place)) {
      for (Map.Entry<String, Command> side : sides(place).entrySet()) {
        workers.add(side.getKey(), side.getValue());
      }
      measured = workers.imagesPerSecond(ROUNDS);
    }
    List<Row> rows = new ArrayList<>();
    for (String other : measured.names()) {
      if (!other.equals(USUAL)) {
        rows.add(
            new Row.Measured(
                "training " + USUAL + ", against: " + other,
                measured.of(USUAL),
                Optional.of(measured.of(other)),
                Optional.empty()));
      }
    }
    return rows;
  }

  private static Map<String, Command> sides(Workplace place) throws IOException {
    Map<String, String> glibc = place.settings();
    Map<String, Command> sides = new LinkedHashMap<>();
    sides.put(USUAL, probe(place, glibc));
    sides.put("no settings of glibc", probe(place, Map.of()));
    sides.put("OMP_WAIT_POLICY=passive", probe(place, plus(glibc, "OMP_WAIT_POLICY", "passive")));
    sides.put("OMP_PROC_BIND=true", probe(place, plus(glibc, "OMP_PROC_BIND", "true")));
    return sides;
  }

  private static Command probe(Workplace place, Map<String, String> environment)
      throws IOException {
    Command usual = place.probe("TrainingProbe", place.threads(), place.folder("recorded"));
    return new Command(usual.words(), environment);
  }

  private static Map<String, String> plus(
      Map<String, String> environment, String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return more;
  }
}
