package io.vitrine.render.layout.axes;

import io.vitrine.figure.LineStyle;
import io.vitrine.figure.LineStyle.Marker;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.layout.part.Canvas;

/** The looks of lines and of the signs at their points. */
final class Markers {
  private Markers() {}

  static Stroke stroke(LineStyle style) {
    double width =
        switch (style.weight()) {
          case FAINT -> 1;
          case NORMAL -> 1.6;
          case BOLD -> 2.4;
        };
    Stroke solid = Stroke.of(style.paint(), width).fading(opacity(style));
    return switch (style.dash()) {
      case SOLID -> solid;
      case DASHED -> solid.dashed(5, 4);
      case DOTTED -> solid.dashed(1.5, 3);
    };
  }

  private static double opacity(LineStyle style) {
    return style.weight() == LineStyle.Weight.FAINT ? 0.4 : 1;
  }

  /** Draws the sign of a style at a place. */
  static void draw(Canvas canvas, LineStyle style, double x, double y) {
    double r = style.weight() == LineStyle.Weight.BOLD ? 4 : 3.2;
    Fill fill = new Fill(style.paint(), opacity(style));
    Stroke rim = Stroke.of(Palette.PAPER, 1);
    if (style.marker() == Marker.CIRCLE) {
      canvas.circle(x, y, r, fill, rim);
    } else if (style.marker() != Marker.NONE) {
      canvas.path(shape(style.marker(), x, y, r), fill, rim);
    }
  }

  private static Outline shape(Marker marker, double x, double y, double r) {
    double s = r * 0.9;
    return switch (marker) {
      case TRIANGLE ->
          Outline.polygon(x, y - r * 1.2, x + r * 1.1, y + r * 0.8, x - r * 1.1, y + r * 0.8);
      case DIAMOND ->
          Outline.polygon(x, y - r * 1.25, x + r * 1.25, y, x, y + r * 1.25, x - r * 1.25, y);
      default -> Outline.polygon(x - s, y - s, x + s, y - s, x + s, y + s, x - s, y + s);
    };
  }
}
