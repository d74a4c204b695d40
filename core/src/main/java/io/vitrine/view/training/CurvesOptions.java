package io.vitrine.view.training;

import java.util.Optional;

/**
 * How {@link Curves} are drawn.
 *
 * @param smoothing of the loss per batch; empty: what suits the run's length
 * @param lossAxis spacing of the loss; accuracy is always linear
 * @param outliers what becomes of batches whose loss is far from all others
 */
public record CurvesOptions(Optional<Smoothing> smoothing, Spacing lossAxis, Outliers outliers) {
  /**
   * How much a curve is smoothed: the weight of {@link io.vitrine.run.series.Series#smooth}, an
   * exponential moving average over every logged value, however many of them are drawn.
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

  /** What becomes of a loss far beyond all others. */
  public enum Outliers {
    /** The axis ignores it, and the caption says so. */
    IGNORED,
    /** The axis reaches to it. */
    SHOWN
  }

  public static CurvesOptions defaults() {
    return new CurvesOptions(Optional.empty(), Spacing.LINEAR, Outliers.IGNORED);
  }

  public CurvesOptions smoothedBy(Smoothing chosen) {
    return new CurvesOptions(Optional.of(chosen), lossAxis, outliers);
  }

  public CurvesOptions lossOn(Spacing spacing) {
    return new CurvesOptions(smoothing, spacing, outliers);
  }

  public CurvesOptions with(Outliers chosen) {
    return new CurvesOptions(smoothing, lossAxis, chosen);
  }
}
