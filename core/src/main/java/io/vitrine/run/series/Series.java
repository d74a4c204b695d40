package io.vitrine.run.series;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;

/**
 * The values of one scalar tag by ascending step. Immutable; NaN and infinite values are kept as
 * they are.
 */
public final class Series {
  private static final Series EMPTY = new Series(new long[0], new double[0], new double[0], true);

  private final long[] steps;
  private final double[] wallTimes;
  private final double[] values;
  private final boolean complete;

  private Series(long[] steps, double[] wallTimes, double[] values, boolean complete) {
    this.steps = steps;
    this.wallTimes = wallTimes;
    this.values = values;
    this.complete = complete;
  }

  /** A series without points. */
  public static Series empty() {
    return EMPTY;
  }

  /**
   * A series of arrays of equal length, which are copied.
   *
   * @param steps ascending, each once
   * @param wallTimes seconds since 1970
   * @throws IllegalArgumentException where the lengths differ or the steps do not ascend
   */
  public static Series of(long[] steps, double[] wallTimes, double[] values) {
    if (steps.length != values.length || wallTimes.length != values.length) {
      throw new IllegalArgumentException(
          "a series has as many steps and times as values, found "
              + steps.length
              + ", "
              + wallTimes.length
              + " and "
              + values.length);
    }
    for (int i = 1; i < steps.length; i++) {
      if (steps[i] <= steps[i - 1]) {
        throw new IllegalArgumentException(
            "steps ascend, found " + steps[i] + " behind " + steps[i - 1]);
      }
    }
    return new Series(steps.clone(), wallTimes.clone(), values.clone(), true);
  }

  /** Takes the arrays as they are; the caller gives them away. */
  static Series owning(long[] steps, double[] wallTimes, double[] values, boolean complete) {
    return new Series(steps, wallTimes, values, complete);
  }

  public int size() {
    return steps.length;
  }

  public boolean isEmpty() {
    return steps.length == 0;
  }

  public long step(int index) {
    return steps[index];
  }

  /** Seconds since 1970. */
  public double wallTime(int index) {
    return wallTimes[index];
  }

  public double value(int index) {
    return values[index];
  }

  /** The index of a step, negative where the series does not have it. */
  public int indexOf(long step) {
    return Arrays.binarySearch(steps, step);
  }

  public LongStream steps() {
    return Arrays.stream(steps);
  }

  public DoubleStream values() {
    return Arrays.stream(values);
  }

  /** Whether every logged point is there; false after thinning, by the reader or downsample. */
  public boolean complete() {
    return complete;
  }

  /**
   * The same curve in fewer points: of each of equally long ranges the first, last, smallest and
   * largest value, and what is not finite. Smooth before, not after.
   *
   * @param most 7 or more
   * @return at most so many points, all of them points of this series
   * @throws IllegalArgumentException where fewer than 7 are asked for
   */
  public Series downsample(int most) {
    if (most < Downsampling.MOST_OF_A_RANGE) {
      throw new IllegalArgumentException(
          "a curve takes " + Downsampling.MOST_OF_A_RANGE + " points or more, found " + most);
    }
    if (size() <= most) {
      return this;
    }
    int[] kept = Downsampling.select(size(), this::value, most);
    return new Series(
        Arrays.stream(kept).mapToLong(this::step).toArray(),
        Arrays.stream(kept).mapToDouble(this::wallTime).toArray(),
        Arrays.stream(kept).mapToDouble(this::value).toArray(),
        false);
  }

  /**
   * TensorBoard's smoothing over all points: {@code last = last * weight + (1 - weight) * y}, shown
   * as {@code last / (1 - weight^n)} with n the number of finite values so far. Values that are not
   * finite pass through and do not enter the average.
   *
   * @param weight 0 (none) up to, but not, 1
   * @throws IllegalArgumentException where the weight lies outside
   */
  public Series smooth(double weight) {
    if (!(weight >= 0 && weight < 1)) {
      throw new IllegalArgumentException("a smoothing weight lies in [0, 1), found " + weight);
    }
    double[] smoothed = new double[values.length];
    double last = 0;
    double bias = 1;
    for (int i = 0; i < values.length; i++) {
      if (Double.isFinite(values[i])) {
        last = last * weight + (1 - weight) * values[i];
        bias *= weight;
        smoothed[i] = last / (1 - bias);
      } else {
        smoothed[i] = values[i];
      }
    }
    return new Series(steps, wallTimes, smoothed, complete);
  }

  @Override
  public String toString() {
    return isEmpty()
        ? "no points"
        : size() + " points, steps " + steps[0] + " to " + steps[size() - 1];
  }
}
