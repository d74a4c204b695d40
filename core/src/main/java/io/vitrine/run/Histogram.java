package io.vitrine.run;

import io.vitrine.statistics.Statistics;
import io.vitrine.statistics.Values;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * How often values fall into buckets. NaN and infinite values lie in no bucket; they are counted
 * apart, and neither the extremes nor the sums know them.
 *
 * @param edges the k + 1 edges of k buckets, ascending; bucket i reaches from edge i (included) to
 *     edge i + 1 (excluded, but included in the last bucket); empty where no value is finite
 * @param counts the k buckets' counts
 * @param min the smallest finite value, NaN where there is none
 * @param max the largest finite value, NaN where there is none
 * @param sum the sum of the finite values
 * @param sumOfSquares the sum of the finite values' squares
 * @param nans how many values were NaN
 * @param infinities how many values were infinite, of either sign
 */
public record Histogram(
    List<Double> edges,
    List<Double> counts,
    double min,
    double max,
    double sum,
    double sumOfSquares,
    long nans,
    long infinities) {

  /** TensorBoard's number of buckets. */
  public static final int BUCKETS = 30;

  public Histogram {
    edges = List.copyOf(edges);
    counts = List.copyOf(counts);
    if (edges.size() != (counts.isEmpty() ? 0 : counts.size() + 1)) {
      throw new IllegalArgumentException(
          counts.size()
              + " buckets have "
              + (counts.size() + 1)
              + " edges (none where there is no bucket), found "
              + edges.size());
    }
    for (int i = 1; i < edges.size(); i++) {
      if (!(edges.get(i - 1) <= edges.get(i))) {
        throw new IllegalArgumentException(
            "edges ascend, found " + edges.get(i - 1) + " before " + edges.get(i));
      }
    }
    if (nans < 0 || infinities < 0 || counts.stream().anyMatch(count -> !(count >= 0))) {
      throw new IllegalArgumentException("counts are 0 or more");
    }
  }

  /** 30 equal buckets between the smallest and the largest finite value. */
  public static Histogram of(float... values) {
    return of(FloatBuffer.wrap(values));
  }

  /** 30 equal buckets between the smallest and the largest finite value. */
  public static Histogram of(double... values) {
    return of(Values.of(values));
  }

  /** 30 equal buckets over the buffer's remaining values; its position stays. */
  public static Histogram of(FloatBuffer values) {
    return of(Values.of(values));
  }

  private static Histogram of(Values values) {
    return of(Statistics.of(values, BUCKETS));
  }

  /** The buckets of numbers that were measured. */
  public static Histogram of(Statistics measured) {
    return new Histogram(
        measured.edges(),
        measured.buckets().stream().map(Long::doubleValue).toList(),
        measured.min(),
        measured.max(),
        measured.sum(),
        measured.sumOfSquares(),
        measured.nans(),
        measured.infinities());
  }

  /** The number of finite values: the sum of all buckets. */
  public double finite() {
    return counts.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** The number of all values, NaN and infinite ones too. */
  public double total() {
    return finite() + nans + infinities;
  }

  /** The mean of the finite values, NaN where there is none. */
  public double mean() {
    return sum / finite();
  }

  /** The standard deviation of the finite values (divided by their number), NaN without any. */
  public double standardDeviation() {
    double mean = mean();
    return Math.sqrt(Math.max(0, sumOfSquares / finite() - mean * mean));
  }

  /**
   * The value below which a share of the finite values lies, taken as spread evenly in each bucket.
   *
   * @param share between 0 and 1
   * @return a value between the first and the last edge, NaN where no value is finite
   * @throws IllegalArgumentException where the share lies outside 0 to 1
   */
  public double quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share lies between 0 and 1, found " + share);
    }
    double wanted = share * finite();
    double before = 0;
    double reached = Double.NaN;
    for (int i = 0; i < counts.size(); i++) {
      double count = counts.get(i);
      if (count > 0) {
        double left = edges.get(i);
        double right = edges.get(i + 1);
        double part = (wanted - before) / count;
        if (part <= 1) {
          return left + Math.max(0, part) * (right - left);
        }
        before += count;
        reached = right;
      }
    }
    return reached;
  }

  /** The same histogram with other counts of NaN and infinite values. */
  public Histogram withNonFinite(long nanCount, long infinityCount) {
    return new Histogram(edges, counts, min, max, sum, sumOfSquares, nanCount, infinityCount);
  }
}
