package io.vitrine.engine.trace;

import io.vitrine.model.Shape;

/**
 * What the numbers of a tensor have in common. All are NaN where one number is NaN, or there is
 * none.
 *
 * @param shape of the tensor
 * @param min the smallest
 * @param max the largest
 * @param mean of all
 * @param standardDeviation that of a population, sqrt(sum((x - mean)^2) / N)
 */
public record NumberSummary(
    Shape shape, double min, double max, double mean, double standardDeviation) {
  /** How many numbers there are. */
  public long count() {
    return shape.elements().orElseThrow();
  }
}
