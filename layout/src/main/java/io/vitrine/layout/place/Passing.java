package io.vitrine.layout.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Values that a piece neither makes nor reads, led past it in lanes of their own. A layered layout
 * would give each a place in each of its layers, so that many of them cost more than the piece.
 */
final class Passing {
  /** So many look better between the blocks. */
  private static final int FEW = 12;

  private static final double LANE = 9;

  private Passing() {}

  /** The values that pass, where there are so many that they go beside; else none. */
  static List<Integer> of(Piece piece) {
    List<Integer> values = new ArrayList<>();
    for (Net net : piece.nets()) {
      if (net.enters() && net.targets().stream().allMatch(target -> target == Net.OUTSIDE)) {
        values.add(net.value());
      }
    }
    return values.size() > FEW ? values : List.of();
  }

  /** The piece without values that pass. */
  static Piece without(Piece piece, List<Integer> values) {
    Set<Integer> passing = new HashSet<>(values);
    return Piece.of(
        piece.blocks(),
        piece.nets().stream().filter(net -> !passing.contains(net.value())).toList());
  }

  /** The piece's placement with values beside it, as they leave what is before. */
  static Placement beside(Placement placed, List<Integer> values, Map<Integer, Double> before) {
    List<Integer> ordered = new ArrayList<>(values);
    ordered.sort(Comparator.comparing(value -> before.getOrDefault(value, 0.0)));
    List<Route> routes = new ArrayList<>(placed.routes());
    Map<Integer, Double> entries = new HashMap<>(placed.entries());
    Map<Integer, Double> exits = new HashMap<>(placed.exits());
    double across = placed.across();
    for (int value : ordered) {
      routes.add(
          new Route(value, List.of(new Spot(across, 0), new Spot(across, placed.along())), false));
      entries.put(value, across);
      exits.put(value, across);
      across += LANE;
    }
    return new Placement(
        across, placed.along(), placed.corners(), placed.inner(), routes, entries, exits);
  }
}
