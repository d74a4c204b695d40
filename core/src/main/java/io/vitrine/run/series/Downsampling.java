package io.vitrine.run.series;

import java.util.BitSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Chooses the points that a line needs.
 *
 * <p>The points are cut into ranges of equal length. Of each range the first, the last, the
 * smallest and the largest finite value are kept, and the first NaN, the first infinity of either
 * sign: so the drawn line has every extreme, and nothing that is not finite vanishes. Source: Jugel
 * et al., M4: A Visualization-Oriented Time Series Data Aggregation, VLDB 2014; the non-finite
 * points are ours.
 */
final class Downsampling {
  /** First, last, smallest, largest, NaN, two infinities. */
  static final int MOST_OF_A_RANGE = 7;

  private Downsampling() {}

  /** Ascending indices of at most {@code most} of the points; {@code most} is 7 or more. */
  static int[] select(int size, IntToDoubleFunction values, int most) {
    if (size <= most) {
      return IntStream.range(0, size).toArray();
    }
    boolean finite = IntStream.range(0, size).mapToDouble(values).allMatch(Double::isFinite);
    int ranges = most / (finite ? 4 : MOST_OF_A_RANGE);
    BitSet kept = new BitSet(size);
    for (int range = 0; range < ranges; range++) {
      int from = (int) ((long) size * range / ranges);
      int to = (int) ((long) size * (range + 1) / ranges);
      select(from, to, values, kept);
    }
    return kept.stream().toArray();
  }

  private static void select(int from, int to, IntToDoubleFunction values, BitSet kept) {
    int smallest = -1;
    int largest = -1;
    int nan = -1;
    int above = -1;
    int below = -1;
    for (int i = from; i < to; i++) {
      double value = values.applyAsDouble(i);
      if (Double.isNaN(value)) {
        nan = nan < 0 ? i : nan;
      } else if (value == Double.POSITIVE_INFINITY) {
        above = above < 0 ? i : above;
      } else if (value == Double.NEGATIVE_INFINITY) {
        below = below < 0 ? i : below;
      } else {
        smallest = smallest < 0 || value < values.applyAsDouble(smallest) ? i : smallest;
        largest = largest < 0 || value > values.applyAsDouble(largest) ? i : largest;
      }
    }
    for (int index : new int[] {from, to - 1, smallest, largest, nan, above, below}) {
      if (index >= 0) {
        kept.set(index);
      }
    }
  }

  /** Ascending indices of at most {@code most} points at equal distances, first and last kept. */
  static int[] evenly(int size, int most) {
    if (size <= most) {
      return IntStream.range(0, size).toArray();
    }
    return IntStream.range(0, most)
        .map(i -> most == 1 ? size - 1 : (int) ((long) i * (size - 1) / (most - 1)))
        .toArray();
  }
}
