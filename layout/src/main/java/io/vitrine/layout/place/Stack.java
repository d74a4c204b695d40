package io.vitrine.layout.place;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts pieces one after another, connections between them straight wherever that is possible, and
 * goes on beside them where they get too long.
 */
final class Stack {
  private static final double TRACK = 9;
  private static final double BETWEEN_COLUMNS = 26;

  /** What share of a column is little: it makes the last one longer. */
  private static final double LITTLE = 0.3;

  /** More values than these are not led to a new column. */
  private static final int MOST_LED = 6;

  private final List<Placement> pieces;
  private final double length;
  private final List<Route> routes = new ArrayList<>();
  private final double[] acrossOf;
  private final double[] alongOf;
  private final List<Integer> columns = new ArrayList<>();
  private double across;
  private double along;

  private Stack(List<Placement> pieces, double length) {
    this.pieces = pieces;
    this.length = length;
    this.acrossOf = new double[pieces.size()];
    this.alongOf = new double[pieces.size()];
  }

  /** All pieces as one, its parts in order. */
  static Placement of(List<Placement> pieces, double length) {
    return switch (pieces.size()) {
      case 0 -> new Placement(TRACK, TRACK, List.of(), Map.of(), List.of(), Map.of(), Map.of());
      case 1 -> pieces.get(0);
      default -> new Stack(pieces, length).placed();
    };
  }

  private Placement placed() {
    chooseColumns();
    int led = columns.stream().skip(1).mapToInt(this::entering).max().orElse(0);
    double top = led > 0 ? TRACK * (led + 1) : 0;
    for (int c = 0; c < columns.size(); c++) {
      fill(columns.get(c), end(c), top);
    }
    for (int c = 1; c < columns.size(); c++) {
      lead(columns.get(c), columnEdge(c));
    }
    return whole(top);
  }

  private int entering(int piece) {
    return pieces.get(piece).entries().size();
  }

  /** The first piece after a column. */
  private int end(int column) {
    return column + 1 < columns.size() ? columns.get(column + 1) : pieces.size();
  }

  /** A column ends where it is full, unless little is left. */
  private void chooseColumns() {
    columns.add(0);
    double left = pieces.stream().mapToDouble(Placement::along).sum();
    double filled = 0;
    for (int i = 0; i < pieces.size(); i++) {
      double next = pieces.get(i).along();
      boolean full = filled > 0 && filled + next > length && left > length * LITTLE;
      if (full && entering(i) <= MOST_LED) {
        columns.add(i);
        filled = 0;
      }
      filled += next;
      left -= next;
    }
  }

  /** Places the pieces of a column, to the right of those before. */
  private void fill(int from, int to, double top) {
    double widest = 0;
    for (int i = from; i < to; i++) {
      widest = Math.max(widest, pieces.get(i).across());
    }
    double at = top;
    double least = 0;
    double most = 0;
    for (int i = from; i < to; i++) {
      acrossOf[i] = i == from ? -pieces.get(i).across() / 2 : beside(i, widest);
      at += i == from ? 0 : Channel.length(shifts(i));
      alongOf[i] = at;
      at += pieces.get(i).along();
      least = Math.min(least, acrossOf[i]);
      most = Math.max(most, acrossOf[i] + pieces.get(i).across());
    }
    double room = from == 0 ? 0 : BETWEEN_COLUMNS + TRACK * pieces.get(from).entries().size();
    for (int i = from; i < to; i++) {
      acrossOf[i] += across + room - least;
      if (i > from) {
        routes.addAll(Channel.routes(shifts(i), alongOf[i - 1] + pieces.get(i - 1).along()));
      }
    }
    across += room + most - least;
    along = Math.max(along, at);
  }

  /** Where a piece stands so that what comes in comes straight, unless that drifts off. */
  private double beside(int i, double widest) {
    List<Double> straight = new ArrayList<>();
    pieces
        .get(i)
        .entries()
        .forEach(
            (value, place) ->
                straight.add(
                    acrossOf[i - 1]
                        + pieces.get(i - 1).exits().getOrDefault(value, place)
                        - place));
    double centered = -pieces.get(i).across() / 2;
    if (straight.isEmpty()) {
      return centered;
    }
    straight.sort(Comparator.naturalOrder());
    double aligned = straight.get(straight.size() / 2);
    return Math.abs(aligned - centered) > Math.max(120, widest * 0.4) ? centered : aligned;
  }

  /** What comes into a piece from the one before, from left to right. */
  private List<Channel.Shift> shifts(int i) {
    List<Channel.Shift> shifts = new ArrayList<>();
    pieces
        .get(i)
        .entries()
        .forEach(
            (value, place) ->
                shifts.add(
                    new Channel.Shift(
                        value,
                        acrossOf[i - 1] + pieces.get(i - 1).exits().getOrDefault(value, 0.0),
                        acrossOf[i] + place)));
    shifts.sort(Comparator.comparingDouble(Channel.Shift::from));
    return shifts;
  }

  /** Leads what comes into a column from the end of the one before to its top. */
  private void lead(int first, double left) {
    List<Channel.Shift> shifts = shifts(first);
    double end = alongOf[first - 1] + pieces.get(first - 1).along();
    int count = shifts.size();
    for (int k = 0; k < count; k++) {
      Channel.Shift shift = shifts.get(k);
      double under = end + TRACK * (count - k);
      double beside = left - BETWEEN_COLUMNS / 2 - TRACK * k;
      double over = TRACK * (count - k);
      routes.add(
          new Route(
              shift.value(),
              List.of(
                  new Spot(shift.from(), end),
                  new Spot(shift.from(), under),
                  new Spot(beside, under),
                  new Spot(beside, over),
                  new Spot(shift.to(), over),
                  new Spot(shift.to(), alongOf[first])),
              false));
      along = Math.max(along, under + TRACK);
    }
  }

  /** The left edge of a column. */
  private double columnEdge(int column) {
    double edge = Double.POSITIVE_INFINITY;
    for (int i = columns.get(column); i < end(column); i++) {
      edge = Math.min(edge, acrossOf[i]);
    }
    return edge;
  }

  private Placement whole(double top) {
    List<Spot> corners = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      for (Spot corner : pieces.get(i).corners()) {
        corners.add(corner.plus(acrossOf[i], alongOf[i]));
      }
      for (Route route : pieces.get(i).routes()) {
        routes.add(route.moved(acrossOf[i], alongOf[i]));
      }
    }
    int last = pieces.size() - 1;
    Map<Integer, Double> entries = moved(pieces.get(0).entries(), acrossOf[0]);
    Map<Integer, Double> exits = moved(pieces.get(last).exits(), acrossOf[last]);
    double end = alongOf[last] + pieces.get(last).along();
    entries.forEach((value, place) -> draw(value, place, 0, top));
    exits.forEach((value, place) -> draw(value, place, end, along));
    return new Placement(across, along, corners, Map.of(), routes, entries, exits);
  }

  private void draw(int value, double place, double from, double to) {
    if (to > from) {
      routes.add(new Route(value, List.of(new Spot(place, from), new Spot(place, to)), false));
    }
  }

  private static Map<Integer, Double> moved(Map<Integer, Double> places, double by) {
    Map<Integer, Double> moved = new HashMap<>();
    places.forEach((value, place) -> moved.put(value, place + by));
    return moved;
  }
}
