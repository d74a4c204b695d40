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

  /** Bins over the range of several histograms; around their only value where there is one. */
  static Bins over(List<Histogram> histograms) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Histogram histogram : histograms) {
      if (!histogram.edges().isEmpty()) {
        low = Math.min(low, histogram.edges().get(0));
        high = Math.max(high, histogram.edges().get(histogram.edges().size() - 1));
      }
    }
    if (!(low <= high)) {
      return new Bins(-1, 1);
    }
    double pad = high > low ? 0 : Math.max(1e-12, 0.05 * Math.abs(low));
    return new Bins(low - pad, high + pad);
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
    int first = bin(left);
    int last = bin(right);
    if (first == last || right <= left) {
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
