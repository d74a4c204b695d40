package io.vitrine.view;

import io.vitrine.figure.Numbers;
import java.util.Arrays;

/**
 * An exponential moving average over every logged value, however many of them are drawn.
 *
 * <p>With weight {@code w}: {@code m = w m + (1 - w) x}, shown as {@code m / (1 - w^n)} after
 * {@code n} values, which takes out the pull towards the start at zero (Kingma and Ba, "Adam",
 * 2015, section 3). NaN and infinities are passed over.
 *
 * @param weight of what came before, 0 (no smoothing) to less than 1
 */
public record Smoothing(double weight) {
  /** No smoothing. */
  public static final Smoothing NONE = new Smoothing(0);

  public Smoothing {
    if (!(weight >= 0 && weight < 1)) {
      throw new IllegalArgumentException(
          "smoothing: expected a weight of 0 or more and less than 1, found " + weight);
    }
  }

  /**
   * Smoothing that suits a series: the values' mean age is about one 150th of its length, at least
   * four values.
   */
  public static Smoothing suiting(int values) {
    double age = Math.max(4, values / 150.0);
    return new Smoothing(Math.round(age / (age + 1) * 1000) / 1000.0);
  }

  /** The smoothed series: one point for each finite value. */
  public Points smooth(Points points) {
    double[] steps = new double[points.size()];
    double[] values = new double[points.size()];
    double mean = 0;
    double decay = 1;
    int count = 0;
    for (int i = 0; i < points.size(); i++) {
      double value = points.values().at(i);
      if (Double.isFinite(value)) {
        mean = weight * mean + (1 - weight) * value;
        decay *= weight;
        steps[count] = points.steps().at(i);
        values[count++] = mean / (1 - decay);
      }
    }
    return new Points(
        Numbers.of(Arrays.copyOf(steps, count)), Numbers.of(Arrays.copyOf(values, count)));
  }
}
