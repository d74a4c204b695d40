package io.vitrine.layout.place;

import java.util.ArrayList;
import java.util.List;

/**
 * The strip between two pieces, in which values are shifted across. Where they keep their order,
 * none crosses another: of those that move right the rightmost turns first, of those that move left
 * the leftmost. Where they do not, those that move left turn behind all that move right.
 */
final class Channel {
  private static final double TRACK = 8;
  private static final double STRAIGHT = 0.01;

  /** A value's way across. */
  record Shift(int value, double from, double to) {
    boolean isStraight() {
      return Math.abs(from - to) < STRAIGHT;
    }
  }

  private Channel() {}

  /** How long the strip is; 0 where nothing is shifted. */
  static double length(List<Shift> shifts) {
    int tracks = tracks(shifts);
    return tracks == 0 ? 0 : TRACK * (tracks + 1);
  }

  private static int tracks(List<Shift> shifts) {
    int right = (int) shifts.stream().filter(s -> !s.isStraight() && s.to() > s.from()).count();
    int left = (int) shifts.stream().filter(s -> !s.isStraight() && s.to() < s.from()).count();
    return isOrdered(shifts) ? Math.max(right, left) : right + left;
  }

  private static boolean isOrdered(List<Shift> shifts) {
    for (int i = 1; i < shifts.size(); i++) {
      if (shifts.get(i).to() < shifts.get(i - 1).to()) {
        return false;
      }
    }
    return true;
  }

  /** The ways of values, from left to right, through a strip that begins at a place. */
  static List<Route> routes(List<Shift> shifts, double begin) {
    double end = begin + length(shifts);
    List<Route> routes = new ArrayList<>();
    int right = (int) shifts.stream().filter(s -> !s.isStraight() && s.to() > s.from()).count();
    int left = isOrdered(shifts) ? 0 : right;
    for (Shift shift : shifts) {
      if (shift.isStraight()) {
        addStraight(routes, shift, begin, end);
        continue;
      }
      int track = shift.to() > shift.from() ? right-- : ++left;
      double at = begin + TRACK * track;
      routes.add(
          new Route(
              shift.value(),
              List.of(
                  new Spot(shift.from(), begin),
                  new Spot(shift.from(), at),
                  new Spot(shift.to(), at),
                  new Spot(shift.to(), end)),
              false));
    }
    return routes;
  }

  private static void addStraight(List<Route> routes, Shift shift, double begin, double end) {
    if (end > begin) {
      Spot from = new Spot(shift.from(), begin);
      routes.add(new Route(shift.value(), List.of(from, new Spot(shift.from(), end)), false));
    }
  }
}
