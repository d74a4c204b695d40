package io.vitrine.view.diagram.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * The order to paint pieces in, the farthest first.
 *
 * <p>The projection shows fronts, tops and east faces. Of two pieces that are apart along an axis,
 * the one more to the west, lower or behind is the farther; where two axes disagree, neither can
 * hide the other. What no axis parts keeps the order in which it is written. Cost: the square of
 * the number of pieces.
 */
final class PaintOrder {
  private PaintOrder() {}

  /** The pieces' indices. */
  static List<Integer> of(List<Piece> pieces) {
    int[] hiding = new int[pieces.size()];
    for (int i = 0; i < hiding.length; i++) {
      for (Piece other : pieces) {
        hiding[i] += mayHide(pieces.get(i), other) ? 1 : 0;
      }
    }
    List<Integer> order = new ArrayList<>();
    boolean[] painted = new boolean[hiding.length];
    while (order.size() < hiding.length) {
      int next = next(hiding, painted);
      painted[next] = true;
      order.add(next);
      for (int i = 0; i < hiding.length; i++) {
        hiding[i] -= mayHide(pieces.get(i), pieces.get(next)) ? 1 : 0;
      }
    }
    return order;
  }

  private static boolean mayHide(Piece piece, Piece other) {
    return piece.isNearer(other) && !other.isNearer(piece);
  }

  /** The first that hides nothing unpainted; where all do, the one that hides the fewest. */
  private static int next(int[] hiding, boolean[] painted) {
    int next = -1;
    for (int i = 0; i < hiding.length; i++) {
      if (!painted[i] && (next < 0 || hiding[i] < hiding[next])) {
        next = i;
      }
    }
    return next;
  }
}
