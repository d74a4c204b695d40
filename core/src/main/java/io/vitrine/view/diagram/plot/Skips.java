package io.vitrine.view.diagram.plot;

import io.vitrine.figure.Solid.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The ways of skips: up from one piece, level above all that stands between, down to the other.
 * Short ones run below long ones. A skip at a height of its own runs there.
 */
final class Skips {
  private static final double SLANT = 0.385;
  private static final double USUAL = 1.25;
  private static final double CLEAR = 2;
  private static final double LANE = 2.5;

  private final Map<String, Piece> pieces;

  Skips(Map<String, Piece> pieces) {
    this.pieces = pieces;
  }

  private record Span(Join join, double from, double to) {
    double length() {
      return to - from;
    }

    boolean overlaps(Span other) {
      return from < other.to && other.from < to;
    }
  }

  /** A skip and the points it goes through. */
  record Arc(Join join, List<Point> points) {}

  List<Arc> of(List<Join> skips) {
    List<Span> spans =
        skips.stream().map(this::span).sorted(Comparator.comparingDouble(Span::length)).toList();
    List<Arc> arcs = new ArrayList<>();
    List<Double> levels = new ArrayList<>();
    for (int i = 0; i < spans.size(); i++) {
      Span span = spans.get(i);
      double level = level(span);
      for (int before = 0; before < i && span.join().position().isEmpty(); before++) {
        if (spans.get(before).overlaps(span)) {
          level = Math.max(level, levels.get(before) + LANE);
        }
      }
      levels.add(level);
      arcs.add(new Arc(span.join(), points(span.join(), level)));
    }
    return arcs;
  }

  private Span span(Join join) {
    double start = start(piece(join.of())).x();
    double end = piece(join.to()).at(Anchor.of("north")).x();
    return new Span(join, Math.min(start, end), Math.max(start, end));
  }

  private Piece piece(String name) {
    Piece piece = pieces.get(name);
    if (piece == null) {
      throw new IllegalStateException(name);
    }
    return piece;
  }

  private static Point start(Piece piece) {
    return piece.at(Anchor.of("northeast")).plus(-Math.min(0.5, piece.width() / 2), 0, 0);
  }

  private double level(Span span) {
    Join join = span.join();
    double position = join.position().orElse(USUAL);
    double level = Math.max(raised(piece(join.of()), position), raised(piece(join.to()), position));
    if (join.position().isPresent()) {
      return level;
    }
    for (Piece between : pieces.values()) {
      double slant = SLANT * between.depth() / 2;
      double west = between.west().x() - slant;
      double east = between.west().x() + between.width() + slant;
      if (west < span.to() && east > span.from()) {
        double top = between.west().y() + between.height() / 2 + slant;
        level = Math.max(level, top + CLEAR);
      }
    }
    return level;
  }

  private static double raised(Piece piece, double position) {
    return piece.west().y() + (position - 0.5) * piece.height();
  }

  private List<Point> points(Join join, double level) {
    Point start = start(piece(join.of()));
    Point end = piece(join.to()).at(Anchor.of("north"));
    return List.of(
        start, new Point(start.x(), level, start.z()), new Point(end.x(), level, end.z()), end);
  }
}
