package io.vitrine.bench.measure;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a probe printed: in each line a name and the values measured, separated by spaces.
 *
 * @param values by name
 */
public record Probed(Map<String, List<Double>> values) {
  public Probed {
    values = Map.copyOf(values);
  }

  public static Probed by(Command probe, Workplace place) throws IOException {
    return parse(probe.succeed(place.scratch()).output());
  }

  public static Probed parse(String output) throws IOException {
    Map<String, List<Double>> values = new LinkedHashMap<>();
    for (String line : output.lines().toList()) {
      String[] words = line.strip().split(" +");
      try {
        values.put(words[0], Arrays.stream(words).skip(1).map(Double::valueOf).toList());
      } catch (NumberFormatException e) {
        throw new IOException("expected a name and numbers of a probe, found '" + line + "'", e);
      }
    }
    return new Probed(values);
  }

  /** The values of a name. Throws {@link IOException} where the probe gave none. */
  public Measurement of(String name, String unit) throws IOException {
    List<Double> found = values.getOrDefault(name, List.of());
    if (found.isEmpty()) {
      throw new IOException("the probe gave no " + name + ", only " + values.keySet());
    }
    return new Measurement(unit, found);
  }
}
