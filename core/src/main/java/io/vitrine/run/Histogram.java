package io.vitrine.run;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
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
    return new Counting(values.length, (from, into, length) -> fill(values, from, into, length))
        .count(BUCKETS);
  }

  /** 30 equal buckets over the buffer's remaining values; its position stays. */
  public static Histogram of(FloatBuffer values) {
    FloatBuffer own = values.slice();
    return new Counting(own.remaining(), (from, into, length) -> fill(own, from, into, length))
        .count(BUCKETS);
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

  private static void fill(double[] values, int from, double[] into, int length) {
    System.arraycopy(values, from, into, 0, length);
  }

  private static void fill(FloatBuffer values, int from, double[] into, int length) {
    for (int i = 0; i < length; i++) {
      into[i] = values.get(from + i);
    }
  }

  /** Copies values [from, from + length) to the front of an array. */
  private interface Source {
    void read(int from, double[] into, int length);
  }

  /**
   * Two passes over the values: extremes and sums, then buckets. The values come in blocks, so that
   * the inner loops see one array type only.
   */
  private static final class Counting {
    private static final int BLOCK = 4096;

    private final int size;
    private final Source source;
    private final double[] block;
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private double sum;
    private double sumOfSquares;
    private long nans;
    private long infinities;

    Counting(int size, Source source) {
      this.size = size;
      this.source = source;
      this.block = new double[Math.min(size, BLOCK)];
    }

    Histogram count(int buckets) {
      for (int from = 0; from < size; from += BLOCK) {
        measure(read(from));
      }
      if (min > max) {
        return new Histogram(List.of(), List.of(), Double.NaN, Double.NaN, 0, 0, nans, infinities);
      }
      List<Double> edges = edges(buckets);
      double left = edges.get(0);
      double scale = buckets / (edges.get(buckets) / 2 - left / 2);
      long[] counts = new long[buckets];
      for (int from = 0; from < size; from += BLOCK) {
        bucket(read(from), left / 2, scale, counts);
      }
      List<Double> boxed = new ArrayList<>(buckets);
      for (long count : counts) {
        boxed.add((double) count);
      }
      return new Histogram(edges, boxed, min, max, sum, sumOfSquares, nans, infinities);
    }

    private int read(int from) {
      int length = Math.min(BLOCK, size - from);
      source.read(from, block, length);
      return length;
    }

    private void measure(int length) {
      for (int i = 0; i < length; i++) {
        double value = block[i];
        if (Math.abs(value) <= Double.MAX_VALUE) {
          if (value < min) {
            min = value;
          }
          if (value > max) {
            max = value;
          }
          sum += value;
          sumOfSquares += value * value;
        } else if (Double.isNaN(value)) {
          nans++;
        } else {
          infinities++;
        }
      }
    }

    /** Equal steps; one value alone stands in the middle of a range of width 1. */
    private List<Double> edges(int buckets) {
      double half = min < max ? 0 : Math.max(0.5, Math.ulp(min) * buckets);
      double left = min - half;
      double right = max + half;
      List<Double> edges = new ArrayList<>(Collections.nCopies(buckets + 1, right));
      for (int i = 0; i < buckets; i++) {
        double share = (double) i / buckets;
        edges.set(i, Math.min(right, left * (1 - share) + right * share));
      }
      edges.set(0, left);
      return edges;
    }

    /** Halves keep the difference of the largest doubles finite. */
    private void bucket(int length, double halfLeft, double scale, long[] counts) {
      int last = counts.length - 1;
      for (int i = 0; i < length; i++) {
        double value = block[i];
        if (Math.abs(value) <= Double.MAX_VALUE) {
          int index = (int) ((value / 2 - halfLeft) * scale);
          counts[Math.max(0, Math.min(last, index))]++;
        }
      }
    }
  }
}
