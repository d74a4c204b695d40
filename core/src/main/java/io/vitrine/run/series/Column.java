package io.vitrine.run.series;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What was read of one tag: a row per value, the payload being a scalar's bits, or the offset of
 * the record that holds the value.
 *
 * <p>Rows come in the order of reading. Settled, they ascend by step, and of several rows of one
 * step the one of the later file, in it the one further behind, is left.
 */
public final class Column {
  private final Kind kind;
  private long[] steps = new long[16];
  private double[] wallTimes = new double[16];
  private int[] sources = new int[16];
  private long[] payloads = new long[16];
  private int size;
  private boolean settled = true;
  private boolean complete = true;
  private @Nullable Series series;

  public Column(Kind kind) {
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public int size() {
    return size;
  }

  public long step(int row) {
    return steps[row];
  }

  public double wallTime(int row) {
    return wallTimes[row];
  }

  /** The index of the row's file in the run. */
  public int source(int row) {
    return sources[row];
  }

  public long payload(int row) {
    return payloads[row];
  }

  private double value(int row) {
    return Double.longBitsToDouble(payloads[row]);
  }

  public void add(long step, double wallTime, int source, long payload) {
    if (size == steps.length) {
      resize(size + (size >> 1));
    }
    settled &= size == 0 || step > steps[size - 1];
    steps[size] = step;
    wallTimes[size] = wallTime;
    sources[size] = source;
    payloads[size] = payload;
    size++;
    series = null;
  }

  private void resize(int capacity) {
    steps = Arrays.copyOf(steps, capacity);
    wallTimes = Arrays.copyOf(wallTimes, capacity);
    sources = Arrays.copyOf(sources, capacity);
    payloads = Arrays.copyOf(payloads, capacity);
  }

  public void settle() {
    if (settled) {
      return;
    }
    int[] order =
        IntStream.range(0, size)
            .boxed()
            .sorted(
                Comparator.<Integer>comparingLong(row -> steps[row])
                    .thenComparingInt(row -> sources[row])
                    .thenComparingInt(row -> row))
            .mapToInt(Integer::intValue)
            .toArray();
    int kept = 0;
    for (int i = 0; i < order.length; i++) {
      if (i + 1 == order.length || steps[order[i]] != steps[order[i + 1]]) {
        order[kept++] = order[i];
      }
    }
    keep(Arrays.copyOf(order, kept));
    settled = true;
  }

  private void keep(int[] rows) {
    long[] oldSteps = steps;
    double[] oldWallTimes = wallTimes;
    int[] oldSources = sources;
    long[] oldPayloads = payloads;
    size = rows.length;
    int capacity = Math.max(16, size);
    steps = new long[capacity];
    wallTimes = new double[capacity];
    sources = new int[capacity];
    payloads = new long[capacity];
    for (int i = 0; i < size; i++) {
      steps[i] = oldSteps[rows[i]];
      wallTimes[i] = oldWallTimes[rows[i]];
      sources[i] = oldSources[rows[i]];
      payloads[i] = oldPayloads[rows[i]];
    }
    series = null;
  }

  /** Leaves at most so many rows: of scalars the extremes, of others an even choice. */
  public void thin(int most) {
    settle();
    if (size <= most) {
      return;
    }
    keep(
        kind == Kind.SCALAR
            ? Downsampling.select(size, this::value, most)
            : Downsampling.evenly(size, most));
    complete = false;
  }

  public Series toSeries() {
    settle();
    Series known = series;
    if (known == null) {
      double[] values = new double[size];
      Arrays.setAll(values, this::value);
      known =
          Series.owning(
              Arrays.copyOf(steps, size), Arrays.copyOf(wallTimes, size), values, complete);
      series = known;
    }
    return known;
  }

  /** A copy that later reading does not change. */
  public Column copy() {
    settle();
    Column copy = new Column(kind);
    copy.steps = Arrays.copyOf(steps, size);
    copy.wallTimes = Arrays.copyOf(wallTimes, size);
    copy.sources = Arrays.copyOf(sources, size);
    copy.payloads = Arrays.copyOf(payloads, size);
    copy.size = size;
    copy.complete = complete;
    return copy;
  }
}
