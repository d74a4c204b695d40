package io.vitrine.view;

/**
 * How much a curve is smoothed: the weight of {@link io.vitrine.run.Series#smooth}, an exponential
 * moving average over every logged value, however many of them are drawn.
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
   * Smoothing that suits a series: the values' mean age is one 150th of its length, at least four
   * values.
   */
  public static Smoothing suiting(int values) {
    double age = Math.max(4, values / 150.0);
    return new Smoothing(Math.round(age / (age + 1) * 1000) / 1000.0);
  }
}
