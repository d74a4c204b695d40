package io.vitrine.layout;

import io.vitrine.figure.Flat;
import io.vitrine.figure.Tag;
import io.vitrine.layout.place.Spot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The pieces of a value's lines, put together. */
final class Wiring {
  /** A piece; its ends are where others may go on. */
  private static final class Piece {
    List<Spot> spots;
    boolean arrives;
    boolean isUsed;

    Piece(List<Spot> spots, boolean arrives) {
      this.spots = new ArrayList<>(spots);
      this.arrives = arrives;
    }
  }

  private static final double PRECISION = 100;

  private final List<Piece> pieces = new ArrayList<>();
  private Optional<Spot> leaves = Optional.empty();

  void add(List<Spot> spots, boolean arrives) {
    pieces.add(new Piece(spots, arrives));
  }

  void leavesAt(Spot spot) {
    leaves = Optional.of(spot);
  }

  /** A place, whole hundredths of a pixel, so that equal ones are found. */
  private record Key(long across, long along) {
    static Key of(Spot spot) {
      return new Key(Math.round(spot.across() * PRECISION), Math.round(spot.along() * PRECISION));
    }
  }

  Flat.Wire wire(Signal signal, Flow flow, Colors colors) {
    join();
    List<Flat.Way> ways = new ArrayList<>();
    for (Piece piece : pieces) {
      if (!piece.isUsed) {
        piece.spots = straightened(piece.spots);
        ways.add(
            new Flat.Way(
                piece.spots.stream().map(flow::spot).toList(),
                piece.arrives ? Flat.End.ARROW : Flat.End.PLAIN));
      }
    }
    List<Flat.Spot> forks = forks().stream().map(flow::spot).toList();
    String label = leaves.isPresent() ? Scene.label(signal) : "";
    Flat.Spot at = leaves.map(flow::label).orElse(ways.get(0).spots().get(0));
    return new Flat.Wire(tag(signal), ways, forks, colors.wire(), label, at);
  }

  private static Tag tag(Signal signal) {
    String type = Cards.type(signal.type());
    return Tag.titled(type.isEmpty() ? signal.name() : signal.name() + ": " + type);
  }

  /** Joins a piece that ends where exactly one begins with that one. */
  private void join() {
    Map<Key, List<Piece>> beginnings = new HashMap<>();
    Map<Key, Integer> endings = new HashMap<>();
    for (Piece piece : pieces) {
      beginnings.computeIfAbsent(Key.of(piece.spots.get(0)), k -> new ArrayList<>()).add(piece);
      endings.merge(Key.of(piece.spots.get(piece.spots.size() - 1)), 1, Integer::sum);
    }
    for (Piece piece : pieces) {
      while (!piece.isUsed && !piece.arrives) {
        Key end = Key.of(piece.spots.get(piece.spots.size() - 1));
        List<Piece> next = beginnings.getOrDefault(end, List.of());
        if (next.size() != 1 || endings.getOrDefault(end, 0) != 1 || next.get(0) == piece) {
          break;
        }
        Piece follower = next.get(0);
        piece.spots.addAll(follower.spots.subList(1, follower.spots.size()));
        piece.arrives = follower.arrives;
        follower.isUsed = true;
      }
    }
  }

  private static List<Spot> straightened(List<Spot> spots) {
    List<Spot> kept = new ArrayList<>();
    for (Spot spot : spots) {
      int last = kept.size() - 1;
      boolean inLine =
          last >= 1
              && (isSame(kept.get(last - 1).across(), kept.get(last).across(), spot.across())
                  || isSame(kept.get(last - 1).along(), kept.get(last).along(), spot.along()));
      if (inLine) {
        kept.set(last, spot);
      } else {
        kept.add(spot);
      }
    }
    return kept;
  }

  private static boolean isSame(double a, double b, double c) {
    return Math.abs(a - b) < 1 / PRECISION && Math.abs(b - c) < 1 / PRECISION;
  }

  /** Where lines part: places from which the value goes on in three directions or more. */
  private Set<Spot> forks() {
    Map<Long, List<double[]>> level = new HashMap<>();
    Map<Long, List<double[]>> upright = new HashMap<>();
    Set<Spot> bends = new LinkedHashSet<>();
    long used = pieces.stream().filter(piece -> !piece.isUsed).count();
    if (used < 2) {
      return Set.of();
    }
    for (Piece piece : pieces) {
      for (int i = 0; !piece.isUsed && i + 1 < piece.spots.size(); i++) {
        Spot a = piece.spots.get(i);
        Spot b = piece.spots.get(i + 1);
        bends.add(a);
        if (Math.abs(a.along() - b.along()) < 1 / PRECISION) {
          level
              .computeIfAbsent(Key.of(a).along(), k -> new ArrayList<>())
              .add(range(a.across(), b.across()));
        } else {
          upright
              .computeIfAbsent(Key.of(a).across(), k -> new ArrayList<>())
              .add(range(a.along(), b.along()));
        }
      }
    }
    Set<Spot> forks = new LinkedHashSet<>();
    Set<Key> seen = new HashSet<>();
    for (Spot bend : bends) {
      Key key = Key.of(bend);
      int directions =
          directions(level.getOrDefault(key.along(), List.of()), bend.across())
              + directions(upright.getOrDefault(key.across(), List.of()), bend.along());
      if (directions > 2 && seen.add(key)) {
        forks.add(bend);
      }
    }
    return forks;
  }

  private static double[] range(double a, double b) {
    return new double[] {Math.min(a, b), Math.max(a, b)};
  }

  /** In how many of two directions lines go on from a place. */
  private static int directions(List<double[]> ranges, double at) {
    boolean back = false;
    boolean on = false;
    for (double[] range : ranges) {
      back |= range[0] < at - 1 / PRECISION && range[1] >= at - 1 / PRECISION;
      on |= range[1] > at + 1 / PRECISION && range[0] <= at + 1 / PRECISION;
    }
    return (back ? 1 : 0) + (on ? 1 : 0);
  }
}
