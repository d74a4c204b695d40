package io.vitrine.view.training;

/**
 * How {@link GradientFlow} is drawn.
 *
 * @param spacing of the bars' axis
 * @param binning what stands for several steps that share a column of the heat map
 */
public record GradientOptions(Spacing spacing, Binning binning) {
  /** What stands for the steps of a column; NaN or infinity wins in either case. */
  public enum Binning {
    /** The largest: no peak goes unseen. */
    MAX,
    MEAN
  }

  public static GradientOptions defaults() {
    return new GradientOptions(Spacing.LOG, Binning.MAX);
  }

  public GradientOptions on(Spacing chosen) {
    return new GradientOptions(chosen, binning);
  }

  public GradientOptions with(Binning chosen) {
    return new GradientOptions(spacing, chosen);
  }
}
