package io.vitrine.layout.place;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a level is cut into pieces that are laid out one after another.
 *
 * <p>A cut is made wherever at most one value crosses, those apart that are read again and again
 * far on: no layout of both sides together would be better. What is longer than {@link #MOST} parts
 * is cut where the fewest values cross, since the cost of a layered layout grows faster than its
 * input. Cost: linear in parts and nets, times the logarithm of the longest piece.
 */
final class Cuts {
  /** Parts in one piece. */
  static final int MOST = 150;

  /** A value that is alive for more parts than this passes by cuts. */
  private static final int FAR = 100;

  private static final int MOST_PASSING = 24;

  private final int[] near;
  private final int[] far;
  private final List<Integer> starts = new ArrayList<>();

  private Cuts(Level level) {
    int parts = level.parts().size();
    this.near = new int[parts + 2];
    this.far = new int[parts + 2];
    for (Net net : level.nets()) {
      int from = Math.max(0, net.source()) + 1;
      int last = Math.min(parts - 1, net.last(parts));
      int[] crossing = last - from > FAR ? far : near;
      if (last >= from) {
        crossing[from]++;
        crossing[last + 1]--;
      }
    }
    for (int i = 1; i < near.length; i++) {
      near[i] += near[i - 1];
      far[i] += far[i - 1];
    }
    cut(parts);
  }

  /** The first parts of the pieces, ascending, and the number of parts. */
  static List<Integer> of(Level level) {
    return level.parts().isEmpty() ? List.of(0) : List.copyOf(new Cuts(level).starts);
  }

  private void cut(int parts) {
    starts.add(0);
    int start = 0;
    for (int i = 1; i <= parts; i++) {
      if (i == parts || near[i] <= 1 && far[i] <= MOST_PASSING) {
        split(start, i);
        starts.add(i);
        start = i;
      }
    }
  }

  /** Cuts a piece that is too long at its narrowest place near the middle. */
  private void split(int from, int to) {
    int length = to - from;
    if (length <= MOST) {
      return;
    }
    int best = from + length / 2;
    for (int i = from + length / 4; i <= from + 3 * length / 4; i++) {
      if (near[i] < near[best]) {
        best = i;
      }
    }
    split(from, best);
    starts.add(best);
    split(best, to);
  }
}
