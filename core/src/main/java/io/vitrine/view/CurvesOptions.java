package io.vitrine.view;

import java.util.Optional;

/**
 * How {@link Curves} are drawn.
 *
 * @param smoothing of the loss per batch; empty: what suits the run's length
 * @param lossAxis spacing of the loss; accuracy is always linear
 * @param outliers what becomes of batches whose loss is far from all others
 */
public record CurvesOptions(Optional<Smoothing> smoothing, Spacing lossAxis, Outliers outliers) {
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
