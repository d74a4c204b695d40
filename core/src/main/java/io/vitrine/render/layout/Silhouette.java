package io.vitrine.render.layout;

import io.vitrine.figure.Solid.Block;
import io.vitrine.figure.Solid.Point;
import io.vitrine.render.text.TextBox;

/** The hexagon that a block covers. */
final class Silhouette {
  private final double[] xs;
  private final double[] ys;

  /** A hexagon by its corners in pixels, clockwise. */
  private Silhouette(double[] xs, double[] ys) {
    this.xs = xs;
    this.ys = ys;
  }

  static Silhouette of(Block block, Oblique projection) {
    double[][] signs = {{0, 1, 1}, {0, 1, -1}, {1, 1, -1}, {1, -1, -1}, {1, -1, 1}, {0, -1, 1}};
    double[] xs = new double[signs.length];
    double[] ys = new double[signs.length];
    for (int i = 0; i < signs.length; i++) {
      double dx = signs[i][0] * block.width();
      double dy = signs[i][1] * block.height() / 2;
      Point corner = block.west().plus(dx, dy, signs[i][2] * block.depth() / 2);
      xs[i] = projection.x(corner);
      ys[i] = projection.y(corner);
    }
    return new Silhouette(xs, ys);
  }

  /** Whether a corner or the middle of a text lies on it. */
  boolean covers(TextBox text) {
    double middleX = 0;
    double middleY = 0;
    for (int i = 0; i < 8; i += 2) {
      double x = text.corners().get(i);
      double y = text.corners().get(i + 1);
      if (contains(x, y)) {
        return true;
      }
      middleX += x / 4;
      middleY += y / 4;
    }
    return contains(middleX, middleY);
  }

  /** A convex polygon holds what lies to the right of all its edges, going clockwise. */
  private boolean contains(double x, double y) {
    for (int i = 0; i < xs.length; i++) {
      int next = (i + 1) % xs.length;
      if ((xs[next] - xs[i]) * (y - ys[i]) - (ys[next] - ys[i]) * (x - xs[i]) < 0) {
        return false;
      }
    }
    return true;
  }
}
