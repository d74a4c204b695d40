package io.vitrine.render.layout.diagram;

import io.vitrine.figure.Solid.Point;
import io.vitrine.render.drawing.Outline;

/**
 * The oblique projection: x to the right and y up keep their lengths, z towards the reader goes to
 * the lower left at 45 degrees, 0.385 to either side (TikZ's default).
 *
 * @param unit pixels in one unit
 * @param left the pixel of the origin
 * @param top the pixel of the origin
 */
record Oblique(double unit, double left, double top) {
  static final double SLANT = 0.385;

  double x(Point p) {
    return left + unit * (p.x() - SLANT * p.z());
  }

  double y(Point p) {
    return top + unit * (SLANT * p.z() - p.y());
  }

  Outline polygon(Point... points) {
    double[] flat = new double[2 * points.length];
    for (int i = 0; i < points.length; i++) {
      flat[2 * i] = x(points[i]);
      flat[2 * i + 1] = y(points[i]);
    }
    return Outline.polygon(flat);
  }
}
