package io.vitrine.run;

/**
 * A value and when it was logged.
 *
 * @param step the number of optimiser steps done
 * @param wallTime seconds since 1970
 */
public record Logged<T>(long step, double wallTime, T value) {
  /** Another value logged at the same moment. */
  <R> Logged<R> with(R other) {
    return new Logged<>(step, wallTime, other);
  }
}
