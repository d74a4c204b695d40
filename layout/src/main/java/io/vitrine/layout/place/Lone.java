package io.vitrine.layout.place;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays out a piece of one block that no value passes by: straight in, straight out. */
final class Lone {
  private static final double MARGIN = 12;

  private Lone() {}

  /** Whether that can be, for values that come in an order. */
  static boolean fits(Piece piece, List<Integer> order) {
    if (piece.blocks().size() != 1) {
      return false;
    }
    Block block = piece.blocks().get(0);
    boolean inOrder = true;
    for (int i = 1; i < order.size() && !block.isBox(); i++) {
      inOrder &= block.in(order.get(i - 1), 0, 1) <= block.in(order.get(i), 0, 1);
    }
    return inOrder && piece.nets().stream().noneMatch(net -> net.enters() && net.leaves());
  }

  /** Places a piece's block; a box takes its values in the order in which they come. */
  static Placement arrange(Piece piece) {
    Block block = piece.blocks().get(0);
    Map<Integer, Double> entries = new HashMap<>();
    Map<Integer, Double> exits = new HashMap<>();
    List<Route> routes = new ArrayList<>();
    double end = MARGIN + block.along();
    int place = 0;
    for (int value : piece.entering()) {
      double across = MARGIN + block.in(value, place++, piece.entering().size());
      entries.put(value, across);
      routes.add(new Route(value, line(across, 0, MARGIN), block.isBox()));
    }
    for (int value : piece.leaving()) {
      double across = MARGIN + block.out(value);
      exits.put(value, across);
      routes.add(new Route(value, line(across, end, end + MARGIN), false));
    }
    return new Placement(
        block.across() + 2 * MARGIN,
        end + MARGIN,
        List.of(new Spot(MARGIN, MARGIN)),
        Map.of(),
        routes,
        entries,
        exits);
  }

  private static List<Spot> line(double across, double from, double to) {
    return List.of(new Spot(across, from), new Spot(across, to));
  }
}
