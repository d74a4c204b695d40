package io.vitrine.view;

import io.vitrine.figure.Numbers;
import java.util.BitSet;

/**
 * Leaves out points that would fall on one column of pixels anyway.
 *
 * <p>Steps are cut into as many equal columns as asked for; of each column stay the first, the
 * last, the smallest and the largest value, so that the line drawn covers the same pixels (Jugel
 * and others, "M4: a visualization-oriented time series data aggregation", 2014), and the first
 * value that is NaN and the first that is infinite, so that none goes unseen. One pass.
 */
final class Thinning {
  private final Points points;
  private final BitSet kept = new BitSet();
  private int first = -1;
  private int last = -1;
  private int smallest = -1;
  private int largest = -1;
  private int nan = -1;
  private int infinite = -1;

  private Thinning(Points points) {
    this.points = points;
  }

  /** At most six points for each column; all of them where there are no more than that. */
  static Points to(int columns, Points points) {
    return points.size() <= 4 * columns ? points : new Thinning(points).thinned(columns);
  }

  private Points thinned(int columns) {
    double from = points.steps().at(0);
    double width = (points.steps().at(points.size() - 1) - from) / columns;
    int column = 0;
    for (int i = 0; i < points.size(); i++) {
      int here = (int) Math.min(columns - 1, (points.steps().at(i) - from) / width);
      if (here != column) {
        keepColumn();
        column = here;
      }
      see(i);
    }
    keepColumn();
    int[] indices = kept.stream().toArray();
    return new Points(
        Numbers.of(indices.length, i -> points.steps().at(indices[i])),
        Numbers.of(indices.length, i -> points.values().at(indices[i])));
  }

  private void see(int i) {
    double value = points.values().at(i);
    first = first < 0 ? i : first;
    last = i;
    if (Double.isNaN(value)) {
      nan = nan < 0 ? i : nan;
    } else if (Double.isInfinite(value)) {
      infinite = infinite < 0 ? i : infinite;
    } else {
      smallest = smallest < 0 || value < points.values().at(smallest) ? i : smallest;
      largest = largest < 0 || value > points.values().at(largest) ? i : largest;
    }
  }

  private void keepColumn() {
    for (int index : new int[] {first, last, smallest, largest, nan, infinite}) {
      if (index >= 0) {
        kept.set(index);
      }
    }
    first = last = smallest = largest = nan = infinite = -1;
  }
}
