package io.vitrine.render.layout.diagram;

import io.vitrine.figure.Solid.Glyph;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Solid.Section;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.layout.part.Canvas;

/** Draws the signs on the fronts of sections. */
final class Glyphs {
  private static final double LARGEST = 9;
  private static final double SMALLEST = 3.5;

  private Glyphs() {}

  /** Draws a section's sign about the middle of its front, as large as fits; else none. */
  static void draw(Canvas canvas, Oblique projection, Point middle, Section section) {
    double radius = Math.min(LARGEST, section.width() * projection.unit() / 2 - 1.5);
    if (section.glyph() == Glyph.NONE || radius < SMALLEST) {
      return;
    }
    double x = projection.x(middle);
    double y = projection.y(middle);
    if (section.glyph() == Glyph.RECURRENT) {
      drawReturn(canvas, x, y, radius);
    } else {
      drawCrossing(canvas, x, y, radius);
    }
  }

  private static Stroke stroke(double radius) {
    return Stroke.of(Palette.INK, Math.max(0.8, radius / 6));
  }

  /** Three quarters of a circle, from the right upwards round to the bottom, with a head. */
  private static void drawReturn(Canvas canvas, double x, double y, double radius) {
    double r = radius * 0.72;
    double k = 0.5523 * r;
    Outline.Builder arc = Outline.builder();
    arc.moveTo(x + r, y);
    arc.cubicTo(x + r, y - k, x + k, y - r, x, y - r);
    arc.cubicTo(x - k, y - r, x - r, y - k, x - r, y);
    arc.cubicTo(x - r, y + k, x - k, y + r, x, y + r);
    canvas.path(arc.build(), Fill.NONE, stroke(radius));
    double h = radius * 0.38;
    Outline head = Outline.polygon(x + h * 1.4, y + r, x, y + r - h, x, y + r + h);
    canvas.path(head, Fill.of(Palette.INK), Stroke.NONE);
  }

  /** Three points on the left, each joined to three on the right. */
  private static void drawCrossing(Canvas canvas, double x, double y, double radius) {
    double w = radius * 0.75;
    for (int from = -1; from <= 1; from++) {
      for (int to = -1; to <= 1; to++) {
        canvas.line(
            x - w, y + from * w, x + w, y + to * w, Stroke.of(Palette.INK, 0.6).fading(0.6));
      }
    }
    for (int row = -1; row <= 1; row++) {
      canvas.circle(x - w, y + row * w, radius * 0.17, Fill.of(Palette.INK), Stroke.NONE);
      canvas.circle(x + w, y + row * w, radius * 0.17, Fill.of(Palette.INK), Stroke.NONE);
    }
  }
}
