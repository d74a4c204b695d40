package io.vitrine.layout.place;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything on a level is, relative to the level's own corner.
 *
 * @param across the level's size
 * @param along the level's size
 * @param corners the corner of each part
 * @param inner what is in the parts that are frames, by part, relative to the frame's corner; its
 *     sizes are the frame's
 * @param routes the ways of all nets on this level
 * @param entries where nets enter, across, by value
 * @param exits where nets leave, across, by value
 */
public record Placement(
    double across,
    double along,
    List<Spot> corners,
    Map<Integer, Placement> inner,
    List<Route> routes,
    Map<Integer, Double> entries,
    Map<Integer, Double> exits) {
  public Placement {
    corners = List.copyOf(corners);
    inner = Map.copyOf(inner);
    routes = List.copyOf(routes);
    entries = Map.copyOf(entries);
    exits = Map.copyOf(exits);
  }

  /** This placement with room around it: that of a frame. Nets reach the frame's edges. */
  Placement in(Part.Insets insets) {
    double first = entries.values().stream().mapToDouble(x -> x).min().orElse(insets.heading());
    double left = Math.max(insets.left(), insets.heading() - first);
    double length = Math.max(insets.least(), along + insets.before() + insets.after());
    double before = insets.before() + (length - along - insets.before() - insets.after()) / 2;
    double width = Math.max(across + left + insets.right(), insets.heading() + insets.right());
    return new Framed(this, left, before).in(width, length);
  }

  /** The same with other numbers for its values; without what is inside. */
  Placement renamed(Map<Integer, Integer> names) {
    List<Route> ways =
        routes.stream()
            .map(
                way ->
                    new Route(
                        names.getOrDefault(way.value(), way.value()), way.spots(), way.arrives()))
            .toList();
    return new Placement(
        across, along, corners, inner, ways, renamed(entries, names), renamed(exits, names));
  }

  static Map<Integer, Double> renamed(Map<Integer, Double> places, Map<Integer, Integer> names) {
    Map<Integer, Double> renamed = new HashMap<>();
    places.forEach((value, place) -> renamed.put(names.getOrDefault(value, value), place));
    return renamed;
  }
}
