package io.vitrine.view.diagram.plot;

import io.vitrine.figure.Numbers;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.Solid.Point;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A piece of a plot as far as it is written.
 *
 * <p>It is changed only by the {@link Plot} that holds it, until that is drawn.
 */
final class Draft {
  final String name;
  final Kind kind;
  List<String> filters = List.of();
  String rows = "";
  String size = "";
  Numbers widths = Numbers.NONE;
  double height;
  double depth;
  String caption = "";
  OptionalDouble opacity = OptionalDouble.empty();
  String to;
  Point offset = new Point(0, 0, 0);
  Optional<Pixels> picture = Optional.empty();
  String layer = "";

  Draft(String name, Kind kind, String to) {
    this.name = name;
    this.kind = kind;
    this.to = to;
    this.height = kind.height();
    this.depth = kind.depth();
  }

  /**
   * The piece, standing at a point.
   *
   * @throws IllegalArgumentException where it has not as many widths as filters
   */
  Piece standing(Point at) {
    int parts = Math.max(1, filters.size());
    Numbers all = widths.size() == 0 ? Numbers.of(parts, i -> kind.width()) : widths;
    if (!filters.isEmpty() && all.size() != parts) {
      throw new IllegalArgumentException(
          name + ": " + parts + " numbers of filters and " + all.size() + " widths; one for each");
    }
    Piece.Words words = new Piece.Words(filters, rows, size, caption);
    return new Piece(name, kind, at, all, height, depth, words, opacity, picture, layer);
  }
}
