package io.vitrine.run;

import io.vitrine.run.event.EventMessages;
import io.vitrine.run.event.SummaryValue;
import io.vitrine.run.event.TensorMessage;
import io.vitrine.wire.ProtoReader;
import io.vitrine.wire.ProtoWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Histograms as event files hold them: TensorBoard's tensor of rows (left, right, count), and
 * TensorFlow's {@code HistogramProto}.
 */
final class HistogramMessages {
  private static final int MIN = 1;
  private static final int MAX = 2;
  private static final int SUM = 4;
  private static final int SUM_SQUARES = 5;
  private static final int LIMITS = 6;
  private static final int COUNTS = 7;

  private HistogramMessages() {}

  /** A tensor of doubles [k, 3]; as TensorBoard has it, 30 rows of zeros where there is nothing. */
  static ProtoWriter tensor(Histogram histogram) {
    int buckets = histogram.counts().size();
    int length = buckets == 0 ? Histogram.BUCKETS : buckets;
    ProtoWriter rows = new ProtoWriter(24 * length + 8);
    for (int i = 0; i < length; i++) {
      put(rows, buckets == 0 ? 0 : histogram.edges().get(i));
      put(rows, buckets == 0 ? 0 : histogram.edges().get(i + 1));
      put(rows, buckets == 0 ? 0 : histogram.counts().get(i));
    }
    return EventMessages.tensor(EventMessages.DT_DOUBLE, length, 3)
        .message(EventMessages.TENSOR_CONTENT, rows);
  }

  private static void put(ProtoWriter out, double value) {
    out.fixed64(Double.doubleToRawLongBits(value));
  }

  /** The histogram that a value holds, none where it holds something else. */
  static List<Histogram> read(SummaryValue value) {
    return value.form() == SummaryValue.Form.HISTOGRAM
        ? value.payload().map(HistogramMessages::fromLegacy).stream().toList()
        : value.tensor().map(HistogramMessages::fromRows).stream().toList();
  }

  /**
   * A histogram of rows. Extremes are those of the buckets that hold anything, sums are those of
   * values spread evenly in each bucket: the rows say no more. Rows whose edges are NaN or infinite
   * count as such values.
   */
  private static Histogram fromRows(TensorMessage tensor) {
    double[] numbers = tensor.numbers();
    Buckets buckets = new Buckets();
    for (int i = 0; i + 2 < numbers.length; i += 3) {
      buckets.add(numbers[i], numbers[i + 1], numbers[i + 2]);
    }
    return buckets.toHistogram();
  }

  /**
   * A {@code HistogramProto}: right edges, the first bucket beginning at the smallest value. Edges
   * are cut to the extremes, since the outermost are as wide as doubles go.
   */
  private static Histogram fromLegacy(ProtoReader in) {
    double min = 0;
    double max = 0;
    double sum = 0;
    double sumOfSquares = 0;
    DoubleStream.Builder limitsTold = DoubleStream.builder();
    DoubleStream.Builder countsTold = DoubleStream.builder();
    while (in.next()) {
      switch (in.field()) {
        case MIN -> min = in.float64();
        case MAX -> max = in.float64();
        case SUM -> sum = in.float64();
        case SUM_SQUARES -> sumOfSquares = in.float64();
        case LIMITS -> in.numbers(ProtoReader.Encoding.DOUBLE, limitsTold::add);
        case COUNTS -> in.numbers(ProtoReader.Encoding.DOUBLE, countsTold::add);
        default -> {}
      }
    }
    double[] limits = limitsTold.build().toArray();
    double[] counts = countsTold.build().toArray();
    boolean bounded = Double.isFinite(min) && Double.isFinite(max) && min <= max;
    Buckets buckets = new Buckets();
    double left = bounded ? min : Double.NaN;
    for (int i = 0; i < Math.min(limits.length, counts.length); i++) {
      double right = bounded ? Math.max(min, Math.min(max, limits[i])) : limits[i];
      if (counts[i] > 0 || right > left) {
        buckets.add(Double.isNaN(left) ? right : left, right, counts[i]);
      }
      left = right;
    }
    Histogram read = buckets.toHistogram();
    return bounded && !read.counts().isEmpty()
        ? new Histogram(read.edges(), read.counts(), min, max, sum, sumOfSquares, 0, 0)
        : read;
  }

  /** Buckets in ascending order, with empty ones where there are gaps between them. */
  private static final class Buckets {
    private final List<Double> edges = new ArrayList<>();
    private final List<Double> counts = new ArrayList<>();
    private double min = Double.NaN;
    private double max = Double.NaN;
    private double sum;
    private double sumOfSquares;
    private double nans;
    private double infinities;

    void add(double left, double right, double count) {
      if (!(count >= 0) || Double.isInfinite(count)) {
        return;
      }
      if (Double.isNaN(left) || Double.isNaN(right)) {
        nans += count;
      } else if (Double.isInfinite(left) || Double.isInfinite(right)) {
        infinities += count;
      } else {
        addFinite(left, Math.max(left, right), count);
      }
    }

    private void addFinite(double left, double right, double count) {
      double last = edges.isEmpty() ? left : edges.get(edges.size() - 1);
      if (!counts.isEmpty() && right <= last) {
        counts.set(counts.size() - 1, counts.get(counts.size() - 1) + count);
      } else {
        if (edges.isEmpty()) {
          edges.add(left);
        } else if (left > last) {
          edges.add(left);
          counts.add(0.0);
        }
        edges.add(right);
        counts.add(count);
      }
      if (count > 0) {
        min = Double.isNaN(min) ? left : Math.min(min, left);
        max = Double.isNaN(max) ? right : Math.max(max, right);
        sum += count * (left / 2 + right / 2);
        sumOfSquares += count * (left * left + left * right + right * right) / 3;
      }
    }

    Histogram toHistogram() {
      boolean empty = Double.isNaN(min);
      return new Histogram(
          empty ? List.of() : edges,
          empty ? List.of() : counts,
          min,
          max,
          sum,
          sumOfSquares,
          Math.round(nans),
          Math.round(infinities));
    }
  }
}
