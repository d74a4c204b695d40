package io.vitrine.bench.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Things to time that take turns: one round times each of them once, in order, so that whatever
 * else goes on in the machine meets all of them alike.
 */
public final class Sides {
  private final Map<String, Timing> timings = new LinkedHashMap<>();

  /** Does something once and says what it measured. */
  @FunctionalInterface
  public interface Timing {
    double once() throws IOException;
  }

  public Sides add(String name, Timing timing) {
    if (timings.putIfAbsent(name, timing) != null) {
      throw new IllegalArgumentException("there are two sides '" + name + "'");
    }
    return this;
  }

  /** Times a number of rounds; all sides measure in one unit. */
  public Rounds rounds(int number, String unit) throws IOException {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (int round = 1; round <= number; round++) {
      for (Map.Entry<String, Timing> side : timings.entrySet()) {
        double value = side.getValue().once();
        values.computeIfAbsent(side.getKey(), name -> new ArrayList<>()).add(value);
        Progress.say(
            "round %d of %d: %s %s %s"
                .formatted(round, number, side.getKey(), Measurement.number(value), unit));
      }
    }
    Map<String, Measurement> measured = new LinkedHashMap<>();
    values.forEach((name, all) -> measured.put(name, new Measurement(unit, all)));
    return new Rounds(measured);
  }
}
