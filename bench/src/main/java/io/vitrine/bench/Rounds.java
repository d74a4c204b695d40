package io.vitrine.bench;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What sides measured in turns.
 *
 * @param sides the values of each by its name, in order
 */
record Rounds(Map<String, Measurement> sides) {
  Rounds {
    sides = Collections.unmodifiableMap(new LinkedHashMap<>(sides));
  }

  Set<String> names() {
    return sides.keySet();
  }

  /** The values of a side. Throws {@link IllegalArgumentException} where there is none so named. */
  Measurement of(String name) {
    Measurement found = sides.get(name);
    if (found == null) {
      throw new IllegalArgumentException("no side '" + name + "', only " + names());
    }
    return found;
  }
}
