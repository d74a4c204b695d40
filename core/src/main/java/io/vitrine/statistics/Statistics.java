package io.vitrine.statistics;

import java.util.List;

/**
 * What many numbers have in common. NaN and infinite ones are counted and otherwise left out:
 * extremes, mean, deviation and buckets are those of the finite ones.
 *
 * @param count how many numbers there are
 * @param zeros how many are exactly 0, of either sign
 * @param nans how many are NaN
 * @param positiveInfinities how many are infinite and above 0
 * @param negativeInfinities how many are infinite and below 0
 * @param min the smallest, NaN where none is finite
 * @param max the largest, NaN where none is finite
 * @param sum of the finite ones
 * @param sumOfSquares of the finite ones
 * @param mean of the finite ones, NaN where there is none
 * @param standardDeviation that of a population, sqrt(sum((x - mean)^2) / N), as NumPy's {@code
 *     std}; PyTorch's divides by N - 1. NaN where no number is finite
 * @param edges the k + 1 edges of k buckets of equal width, ascending; bucket i reaches from edge i
 *     (included) to edge i + 1 (excluded, but included in the last bucket); empty where no number
 *     is finite
 * @param buckets how many numbers fall into each
 */
public record Statistics(
    long count,
    long zeros,
    long nans,
    long positiveInfinities,
    long negativeInfinities,
    double min,
    double max,
    double sum,
    double sumOfSquares,
    double mean,
    double standardDeviation,
    List<Double> edges,
    List<Long> buckets) {
  public Statistics {
    edges = List.copyOf(edges);
    buckets = List.copyOf(buckets);
  }

  /**
   * Measures numbers in two passes over blocks: counts, extremes and sums, then buckets and squares
   * around the mean. Sums are kept in 64 bits and compensated from block to block.
   *
   * @param buckets of the histogram, 1 or more
   */
  public static Statistics of(Values values, int buckets) {
    if (buckets < 1) {
      throw new IllegalArgumentException("expected 1 or more buckets, found " + buckets);
    }
    return new Measuring(values).measure(buckets);
  }

  /** How many numbers are neither NaN nor infinite. */
  public long finite() {
    return count - nans - infinities();
  }

  /** How many are infinite, of either sign. */
  public long infinities() {
    return positiveInfinities + negativeInfinities;
  }
}
