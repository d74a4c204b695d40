package io.vitrine.view.diagram.plot;

import io.vitrine.figure.Numbers;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.Solid.Point;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A piece of a plot in its place.
 *
 * @param west the center of its west face, of a ball too
 * @param widths of its sub-boxes
 * @param opacity in place of its colors' own
 * @param layer the layer or group that it stands for, or empty
 */
record Piece(
    String name,
    Kind kind,
    Point west,
    Numbers widths,
    double height,
    double depth,
    Words words,
    OptionalDouble opacity,
    Optional<Pixels> picture,
    String layer) {
  private static final double SLANT = 0.385;

  /**
   * What is written at it.
   *
   * @param filters under each sub-box
   * @param rows at its left edge
   * @param size along its lower right edge
   */
  record Words(List<String> filters, String rows, String size, String caption) {
    Words {
      filters = List.copyOf(filters);
    }
  }

  double width() {
    return widths.stream().sum();
  }

  /** Where an anchor of it is. */
  Point at(Anchor anchor) {
    return west.plus(anchor.x() * width(), anchor.y() * height / 2, anchor.z() * depth / 2);
  }

  /** Where a line leaves it: the center of its east face, of a plate its far edge. */
  Point exit() {
    double beyond = kind == Kind.INPUT ? SLANT * depth / 2 : 0;
    return at(Anchor.EAST).plus(beyond, 0, 0);
  }

  /** Where a line meets it: the center of its west face, or the front's edge that hides that. */
  Point entry() {
    double slant = SLANT * depth / 2;
    boolean hidden = kind != Kind.SUM && height / 2 > slant;
    return hidden ? west.plus(-slant, 0, 0) : west;
  }

  /** Whether another is glued to its east face and as large, so that it hides that face's edges. */
  boolean isCoveredBy(Piece other) {
    return other.west.equals(at(Anchor.EAST)) && other.height >= height && other.depth >= depth;
  }

  /** Whether another hides nothing of it and it may hide the other: it is nearer along an axis. */
  boolean isNearer(Piece other) {
    double hair = 1e-9;
    return west.x() >= other.west.x() + other.width() - hair
        || west.y() - height / 2 >= other.west.y() + other.height / 2 - hair
        || west.z() - depth / 2 >= other.west.z() + other.depth / 2 - hair;
  }
}
