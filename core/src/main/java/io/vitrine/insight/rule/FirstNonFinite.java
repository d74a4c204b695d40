package io.vitrine.insight.rule;

import io.vitrine.engine.NonFiniteValue;
import java.util.Optional;

/**
 * Where NaN or infinity first appeared in a training.
 *
 * @param place the series: {@code loss}, or the name of a parameter whose gradient it is
 * @param step in which, from 1
 * @param epoch in which, from 1
 * @param value NaN or an infinity
 * @param origin the value that was not finite before all others in that step, where that is known
 */
public record FirstNonFinite(
    String place, long step, int epoch, double value, Optional<NonFiniteValue> origin) {
  public FirstNonFinite {
    if (Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "expected NaN or an infinity in step " + step + " of " + place + ", found " + value);
    }
  }

  /** One of unknown origin. */
  public static FirstNonFinite of(String place, long step, int epoch, double value) {
    return new FirstNonFinite(place, step, epoch, value, Optional.empty());
  }

  /** The same with what it came of. */
  public FirstNonFinite from(NonFiniteValue cause) {
    return new FirstNonFinite(place, step, epoch, value, Optional.of(cause));
  }
}
