package io.vitrine.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Two passes over values that come in blocks, so that the inner loops see one array type only.
 *
 * <p>Numbers are scaled by a power of two, which changes no digit, before they are squared around
 * the mean or halved for the buckets: so neither the largest nor the smallest doubles overflow.
 */
final class Measuring {
  private static final int BLOCK = 4096;

  private final Values values;
  private final double[] block;
  private final Sum sum = new Sum();
  private final Sum squares = new Sum();
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;
  private long zeros;
  private long nans;
  private long positive;
  private long negative;

  Measuring(Values values) {
    this.values = values;
    this.block = new double[Math.min(values.size(), BLOCK)];
  }

  Statistics measure(int buckets) {
    for (int from = 0; from < values.size(); from += BLOCK) {
      extremes(read(from));
    }
    if (min > max) {
      return result(Double.NaN, Double.NaN, Double.NaN, Double.NaN, List.of(), List.of());
    }
    List<Double> edges = edges(buckets);
    Around around = new Around(edges, mean());
    for (int from = 0; from < values.size(); from += BLOCK) {
      around.add(block, read(from));
    }
    return result(min, max, around.mean(), around.deviation(), edges, around.counts());
  }

  private Statistics result(
      double least,
      double most,
      double mean,
      double deviation,
      List<Double> edges,
      List<Long> counts) {
    return new Statistics(
        values.size(),
        zeros,
        nans,
        positive,
        negative,
        least,
        most,
        sum.value(),
        squares.value(),
        mean,
        deviation,
        edges,
        counts);
  }

  private int read(int from) {
    int length = Math.min(BLOCK, values.size() - from);
    values.read(from, block, length);
    return length;
  }

  private void extremes(int length) {
    double blockSum = 0;
    double blockSquares = 0;
    for (int i = 0; i < length; i++) {
      double value = block[i];
      if (Math.abs(value) <= Double.MAX_VALUE) {
        min = value < min ? value : min;
        max = value > max ? value : max;
        zeros += value == 0 ? 1 : 0;
        blockSum += value;
        blockSquares += value * value;
      } else if (Double.isNaN(value)) {
        nans++;
      } else if (value > 0) {
        positive++;
      } else {
        negative++;
      }
    }
    sum.add(blockSum);
    squares.add(blockSquares);
  }

  /** A first mean; where the sum is too large for a double, the middle, which the pass corrects. */
  private double mean() {
    double mean = sum.value() / (values.size() - nans - positive - negative);
    return Double.isFinite(mean) ? Math.max(min, Math.min(max, mean)) : min / 2 + max / 2;
  }

  /** Equal steps; one value alone stands in the middle of a range of width 1. */
  private List<Double> edges(int buckets) {
    double half = min < max ? 0 : Math.max(0.5, Math.ulp(min) * buckets);
    double left = min - half;
    double right = max + half;
    List<Double> edges = new ArrayList<>(Collections.nCopies(buckets + 1, right));
    boolean fits = Double.isFinite((right - left) * buckets);
    for (int i = 0; i < buckets; i++) {
      double share = (double) i / buckets;
      double edge = fits ? left + (right - left) * i / buckets : left * (1 - share) + right * share;
      edges.set(i, Math.min(right, edge));
    }
    edges.set(0, left);
    return edges;
  }

  /** The second pass: buckets, and what the values are away from the first mean. */
  private final class Around {
    private final double start;
    private final double halfLeft;
    private final double perHalf;
    private final double scale;
    private final long[] counts;
    private final Sum away = new Sum();
    private final Sum awaySquared = new Sum();

    Around(List<Double> edges, double start) {
      this.start = start;
      this.counts = new long[edges.size() - 1];
      this.halfLeft = edges.get(0) / 2;
      this.perHalf = counts.length / (edges.get(counts.length) / 2 - halfLeft);
      this.scale = scale(max / 2 - min / 2);
    }

    /** A power of two that brings a distance near 1. */
    private static double scale(double distance) {
      int exponent = Math.getExponent(distance);
      return distance == 0 ? 1 : Math.scalb(1.0, Math.min(1000, -exponent - 1));
    }

    void add(double[] numbers, int length) {
      int last = counts.length - 1;
      double blockAway = 0;
      double blockSquared = 0;
      for (int i = 0; i < length; i++) {
        double value = numbers[i];
        if (Math.abs(value) <= Double.MAX_VALUE) {
          int index = (int) ((value / 2 - halfLeft) * perHalf);
          counts[Math.max(0, Math.min(last, index))]++;
          double distance = value * scale - start * scale;
          blockAway += distance;
          blockSquared += distance * distance;
        }
      }
      away.add(blockAway);
      awaySquared.add(blockSquared);
    }

    private long finite() {
      return values.size() - nans - positive - negative;
    }

    double mean() {
      return Math.max(min, Math.min(max, start + away.value() / finite() / scale));
    }

    double deviation() {
      double mean = away.value() / finite();
      return Math.sqrt(Math.max(0, awaySquared.value() / finite() - mean * mean)) / scale;
    }

    List<Long> counts() {
      List<Long> boxed = new ArrayList<>(counts.length);
      for (long count : counts) {
        boxed.add(count);
      }
      return boxed;
    }
  }
}
