package io.vitrine.view.training;

import io.vitrine.figure.Axis;
import io.vitrine.figure.Numbers;
import io.vitrine.run.series.Series;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * From where to where a loss axis goes.
 *
 * <p>A batch's loss is an outlier where it lies more than 1.5 times the distance between the 3rd
 * and the 97th percentile beyond them, in logarithms on a logarithmic axis. A mean over an epoch
 * never is, nor a loss at which the network is about as good as guessing.
 *
 * @param range what the axis shows
 * @param clipped how many batches lie beyond it
 * @param extreme the loss farthest beyond it, or NaN
 */
record LossRange(Axis.Range range, int clipped, double extreme) {
  private static final int FEWEST = 20;
  private static final double REACH = 1.5;
  private static final double TAIL = 0.03;

  /**
   * What is asked of the range.
   *
   * @param always values that it shows in any case
   * @param chance the loss of guessing, or 0
   */
  record Demand(Series batches, Numbers always, double chance, Spacing spacing) {}

  static LossRange of(Demand demand, CurvesOptions.Outliers outliers) {
    Spacing spacing = demand.spacing();
    double[] batches = places(demand.batches().values(), spacing).sorted().toArray();
    double[] always = places(demand.always().stream(), spacing).toArray();
    double[] usual = usual(batches, place(1.2 * demand.chance(), spacing), outliers);
    double low = usual.length == 0 ? Double.POSITIVE_INFINITY : usual[0];
    double high = usual.length == 0 ? Double.NEGATIVE_INFINITY : usual[usual.length - 1];
    low = Math.min(low, Arrays.stream(always).min().orElse(low));
    high = Math.max(high, Arrays.stream(always).max().orElse(high));
    return padded(low, high, batches, spacing);
  }

  /** The places, in order, that are no outliers. */
  private static double[] usual(double[] sorted, double harmless, CurvesOptions.Outliers outliers) {
    if (outliers == CurvesOptions.Outliers.SHOWN || sorted.length < FEWEST) {
      return sorted;
    }
    double low = quantile(sorted, TAIL);
    double high = quantile(sorted, 1 - TAIL);
    double bottom = low - REACH * (high - low);
    double top = Math.max(high + REACH * (high - low), harmless);
    return Arrays.stream(sorted).filter(place -> place >= bottom && place <= top).toArray();
  }

  private static LossRange padded(double low, double high, double[] batches, Spacing spacing) {
    if (!(low <= high)) {
      return new LossRange(
          spacing == Spacing.LOG ? new Axis.Range(0.1, 10) : new Axis.Range(0, 1), 0, Double.NaN);
    }
    double pad = high > low ? 0.04 * (high - low) : Math.max(0.1, 0.1 * Math.abs(high));
    double from = spacing == Spacing.LINEAR && low >= 0 ? 0 : low - pad;
    double to = high + pad;
    int clipped = 0;
    double extreme = Double.NaN;
    for (double batch : batches) {
      if (batch < from || batch > to) {
        clipped++;
        extreme = distance(batch, from, to) < distance(extreme, from, to) ? extreme : batch;
      }
    }
    return new LossRange(
        new Axis.Range(value(from, spacing), value(to, spacing)), clipped, value(extreme, spacing));
  }

  /** How far a place lies outside; NaN is nearer than any. */
  private static double distance(double place, double from, double to) {
    return Double.isNaN(place) ? -1 : Math.max(from - place, place - to);
  }

  private static DoubleStream places(DoubleStream values, Spacing spacing) {
    return values.map(value -> place(value, spacing)).filter(Double::isFinite);
  }

  private static double place(double value, Spacing spacing) {
    return spacing == Spacing.LOG ? Math.log10(value) : value;
  }

  private static double value(double place, Spacing spacing) {
    return spacing == Spacing.LOG ? Math.pow(10, place) : place;
  }

  /** The quantile by linear interpolation between the ordered values. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
