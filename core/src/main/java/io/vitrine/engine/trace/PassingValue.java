package io.vitrine.engine.trace;

import java.util.Optional;

/**
 * A value that a run has just made. It is there while an {@link Observer} is shown it, and gone
 * when the run has no more use for it.
 */
public interface PassingValue {
  /** Its name, as in a {@link io.vitrine.engine.trace.Trace}. */
  String name();

  /**
   * What its numbers have in common, computed where they lie.
   *
   * @return empty where it is no tensor of real numbers
   * @throws IllegalStateException after the observer has returned
   */
  Optional<NumberSummary> summary();

  /**
   * How many of its numbers are zero, NaN or infinite, counted where they lie.
   *
   * @return empty where it is no tensor of real numbers
   * @throws IllegalStateException after the observer has returned
   */
  Optional<NumberCounts> counts();

  /**
   * A copy in the Java heap.
   *
   * @throws IllegalStateException after the observer has returned
   */
  Datum copy();
}
