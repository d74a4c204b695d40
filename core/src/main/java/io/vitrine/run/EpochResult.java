package io.vitrine.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The numbers of one epoch.
 *
 * @param epoch the number of epochs done, 1 for the first
 * @param values by tag ({@link Tags}), in the order told; may be NaN or infinite
 */
public record EpochResult(int epoch, Map<String, Double> values) {
  public EpochResult {
    if (epoch < 1) {
      throw new IllegalArgumentException("epochs count from 1, found " + epoch);
    }
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }
}
