package io.vitrine.bench.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * One quantity, measured one or more times.
 *
 * @param unit for instance {@code s} or {@code images/s}
 * @param values in the order in which they were measured
 */
public record Measurement(String unit, List<Double> values) {
  public Measurement {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("a measurement has one value or more");
    }
    if (!values.stream().allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("expected finite values, found " + values);
    }
  }

  public static Measurement of(String unit, double... values) {
    return new Measurement(unit, Arrays.stream(values).boxed().toList());
  }

  /** Each value changed by a function, in another unit. */
  public Measurement map(String newUnit, DoubleUnaryOperator function) {
    return new Measurement(
        newUnit, values.stream().map(value -> function.applyAsDouble(value)).toList());
  }

  public double median() {
    return quantile(0.5);
  }

  /**
   * The value below which a share of the values lies; between two of them on the straight line
   * (Hyndman and Fan, 1996, definition 7).
   *
   * @param share 0 to 1
   */
  public double quantile(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share is 0 to 1, found " + share);
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** The median with its unit, the middle half of the values and their number. */
  public String text() {
    String middle = number(median()) + " " + unit;
    return values.size() == 1
        ? middle + " (once)"
        : "%s (%s to %s, n = %d)"
            .formatted(middle, number(quantile(0.25)), number(quantile(0.75)), values.size());
  }

  /** A number with three digits that count. */
  public static String number(double value) {
    double size = Math.abs(value);
    int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
