package io.vitrine.engine;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a run is to give.
 *
 * @param mode training or evaluation
 * @param keep names of values to return; outputs are returned always
 * @param score the scalar to differentiate, empty for forward only
 * @param gradients names of values and parameters whose gradient of the score to return
 */
public record Request(Mode mode, Set<String> keep, Optional<Score> score, Set<String> gradients) {
  public Request {
    keep = Collections.unmodifiableSet(new LinkedHashSet<>(keep));
    gradients = Collections.unmodifiableSet(new LinkedHashSet<>(gradients));
    if (score.isEmpty() && !gradients.isEmpty()) {
      throw new IllegalArgumentException(
          "gradients of " + gradients + " are asked for without a score");
    }
  }

  /** Forward in evaluation mode, outputs only. */
  public static Request forward() {
    return new Request(Mode.EVALUATION, Set.of(), Optional.empty(), Set.of());
  }

  /** Forward in evaluation mode, keeping these values. */
  public static Request keeping(Set<String> values) {
    return new Request(Mode.EVALUATION, values, Optional.empty(), Set.of());
  }

  public Request in(Mode other) {
    return new Request(other, keep, score, gradients);
  }

  /** This request with gradients of a score to these values or parameters. */
  public Request differentiating(Score of, Set<String> names) {
    return new Request(mode, keep, Optional.of(of), names);
  }
}
