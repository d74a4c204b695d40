package io.vitrine.bench.measure;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What sides measured in turns.
 *
 * @param sides the values of each by its name, in order
 */
public record Rounds(Map<String, Measurement> sides) {
  public Rounds {
    sides = Collections.unmodifiableMap(new LinkedHashMap<>(sides));
  }

  public Set<String> names() {
    return sides.keySet();
  }

  /** The values of a side. Throws {@link IllegalArgumentException} where there is none so named. */
  public Measurement of(String name) {
    Measurement found = sides.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no side '" + name + "', only " + names());
    }
    return found;
  }
}
