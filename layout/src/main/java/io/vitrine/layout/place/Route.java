package io.vitrine.layout.place;

import java.util.ArrayList;
import java.util.List;

/**
 * The way of a value, or a part of it: level and upright lines from spot to spot.
 *
 * @param value which one
 * @param arrives whether it ends at a box that reads it, rather than at an edge
 */
public record Route(int value, List<Spot> spots, boolean arrives) {
  private static final double HAIR = 1e-6;

  public Route {
    spots = List.copyOf(spots);
  }

  Route moved(double across, double along) {
    return new Route(value, spots.stream().map(s -> s.plus(across, along)).toList(), arrives);
  }

  /** The same way without spots that are no bends. */
  static List<Spot> straightened(List<Spot> spots) {
    List<Spot> kept = new ArrayList<>();
    for (Spot spot : spots) {
      int last = kept.size() - 1;
      if (last >= 0 && isSame(kept.get(last), spot)) {
        continue;
      }
      if (last >= 1 && isBetween(kept.get(last - 1), kept.get(last), spot)) {
        kept.set(last, spot);
      } else {
        kept.add(spot);
      }
    }
    return kept;
  }

  private static boolean isSame(Spot a, Spot b) {
    return Math.abs(a.across() - b.across()) < HAIR && Math.abs(a.along() - b.along()) < HAIR;
  }

  private static boolean isBetween(Spot from, Spot middle, Spot to) {
    boolean upright =
        Math.abs(from.across() - middle.across()) < HAIR
            && Math.abs(middle.across() - to.across()) < HAIR;
    boolean level =
        Math.abs(from.along() - middle.along()) < HAIR
            && Math.abs(middle.along() - to.along()) < HAIR;
    return upright || level;
  }
}
