package io.vitrine.view.spread;

import io.vitrine.figure.Numbers;
import io.vitrine.run.Histogram;
import java.util.List;

/**
 * Equal bins over a range, into which histograms of other buckets are poured so that they can be
 * compared.
 *
 * @param from the left end of the first bin
 * @param to the right end of the last
 */
record Bins(double from, double to) {
  private static final int COUNT = 30;

  /** The share of values on either side that need not be seen. */
  private static final double STRAYS = 0.002;

  /** How many of its own widths may be added on either side of the last histogram. */
  private static final double WIDEST = 1.5;

  /** A whole range that is at most this much wider is shown. */
  private static final double ROOMY = 1.5;

  /**
   * Bins over the range in which nearly all values of several histograms lie, the last of which
   * counts most: its values must not all fall into one bin because earlier ones reached further, or
   * because a few values stray. Around their only value where there is one.
   */
  static Bins over(List<Histogram> histograms) {
    List<Histogram> filled = histograms.stream().filter(h -> !h.edges().isEmpty()).toList();
    if (filled.isEmpty()) {
      return new Bins(-1, 1);
    }
    Bins whole = union(filled, 0);
    Bins last = union(filled.subList(filled.size() - 1, filled.size()), STRAYS);
    Bins most = union(filled, STRAYS);
    double reach = WIDEST * last.width();
    Bins shown =
        new Bins(Math.max(most.from, last.from - reach), Math.min(most.to, last.to + reach));
    return shown.width() > 0 && whole.width() > ROOMY * shown.width() ? shown : whole.padded();
  }

  private static Bins union(List<Histogram> histograms, double outside) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Histogram histogram : histograms) {
      boolean all = outside == 0 || histogram.min() == histogram.max();
      low = Math.min(low, all ? first(histogram) : histogram.quantile(outside));
      high = Math.max(high, all ? last(histogram) : histogram.quantile(1 - outside));
    }
    return new Bins(low, high);
  }

  private static double first(Histogram histogram) {
    return histogram.edges().get(0);
  }

  private static double last(Histogram histogram) {
    return histogram.edges().get(histogram.edges().size() - 1);
  }

  private double width() {
    return to - from;
  }

  private Bins padded() {
    double pad = width() > 0 ? 0 : Math.max(1e-12, 0.05 * Math.abs(from));
    return new Bins(from - pad, to + pad);
  }

  /** The share of a histogram's finite values that lie in no bin, 0 to 1. */
  double beyond(Histogram histogram) {
    double inside = 0;
    double[] shares = shares(histogram).toArray();
    for (int i = 0; i < COUNT; i++) {
      inside += shares[i];
    }
    return histogram.finite() > 0 ? Math.max(0, 1 - inside / 100) : 0;
  }

  /** The edges of the bins, ascending. */
  Numbers edges() {
    return Numbers.of(COUNT + 1, i -> from + (to - from) * i / COUNT);
  }

  /**
   * The share of a histogram's finite values in each bin, in per cent; a bucket that reaches over
   * several bins is spread evenly over them. The last share stands twice, for the last edge.
   */
  Numbers shares(Histogram histogram) {
    double[] shares = new double[COUNT + 1];
    for (int i = 0; i < histogram.counts().size(); i++) {
      pour(
          shares,
          histogram.edges().get(i),
          histogram.edges().get(i + 1),
          histogram.counts().get(i));
    }
    double all = histogram.finite();
    shares[COUNT] = shares[COUNT - 1];
    return Numbers.of(COUNT + 1, i -> all > 0 ? 100 * shares[i] / all : 0);
  }

  private void pour(double[] shares, double left, double right, double count) {
    if (right < from || left > to) {
      return;
    }
    int first = bin(left);
    int last = bin(right);
    if (right <= left) {
      shares[first] += count;
      return;
    }
    for (int i = first; i <= last; i++) {
      double overlap = Math.min(right, edge(i + 1)) - Math.max(left, edge(i));
      shares[i] += count * Math.max(0, overlap) / (right - left);
    }
  }

  private int bin(double value) {
    return (int) Math.max(0, Math.min(COUNT - 1, Math.floor((value - from) / (to - from) * COUNT)));
  }

  private double edge(int index) {
    return from + (to - from) * index / COUNT;
  }
}
