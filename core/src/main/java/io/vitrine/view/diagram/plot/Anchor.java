package io.vitrine.view.diagram.plot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A point of a piece, as PlotNeuralNet names them: the six faces' centers, the middles of the
 * twelve edges, the eight corners and the center, {@code anchor}. A name is made of near or far,
 * north or south, east or west, in this order.
 *
 * @param x from west, 0, to east, 1
 * @param y south -1, north 1
 * @param z far -1, near 1
 */
record Anchor(double x, double y, double z) {
  private static final List<String> DEEP = List.of("far", "", "near");
  private static final List<String> HIGH = List.of("south", "", "north");
  private static final List<String> WIDE = List.of("west", "", "east");
  private static final Map<String, Anchor> ALL = all();

  static final Anchor EAST = new Anchor(1, 0, 0);

  private static Map<String, Anchor> all() {
    Map<String, Anchor> all = new LinkedHashMap<>();
    for (int z = 0; z < 3; z++) {
      for (int y = 0; y < 3; y++) {
        for (int x = 0; x < 3; x++) {
          String name = DEEP.get(z) + HIGH.get(y) + WIDE.get(x);
          all.put(name.isEmpty() ? "anchor" : name, new Anchor(x / 2.0, y - 1, z - 1));
        }
      }
    }
    return Map.copyOf(all);
  }

  /** The names of all anchors. */
  static List<String> names() {
    return ALL.keySet().stream().sorted().toList();
  }

  /**
   * An anchor by its name.
   *
   * @throws IllegalArgumentException where there is none; the message names those there are
   */
  static Anchor of(String name) {
    Anchor anchor = ALL.get(name);
    if (anchor == null) {
      throw new IllegalArgumentException(
          "no anchor '" + name + "'; there are " + String.join(", ", names()));
    }
    return anchor;
  }
}
