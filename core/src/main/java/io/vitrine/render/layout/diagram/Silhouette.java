package io.vitrine.render.layout.diagram;

import io.vitrine.figure.Solid.Block;
import io.vitrine.figure.Solid.Point;
import io.vitrine.render.text.TextBox;
import java.util.Arrays;
import java.util.List;

/** The hexagon that a block covers. */
final class Silhouette {
  private static final int STEPS = 12;
  private static final double[] LINES = {0, 0.5, 1};

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
      double size = signs[i][0] == 0 ? block.taper() : 1;
      double dy = signs[i][1] * size * block.height() / 2;
      Point corner = block.west().plus(dx, dy, signs[i][2] * size * block.depth() / 2);
      xs[i] = projection.x(corner);
      ys[i] = projection.y(corner);
    }
    return new Silhouette(xs, ys);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Silhouette s && Arrays.equals(xs, s.xs) && Arrays.equals(ys, s.ys);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(xs);
  }

  /** Whether a point along a text's upper edge, middle line or lower edge lies on it. */
  boolean covers(TextBox text) {
    List<Double> c = text.corners();
    for (double down : LINES) {
      double fromX = c.get(0) + down * (c.get(6) - c.get(0));
      double fromY = c.get(1) + down * (c.get(7) - c.get(1));
      double toX = c.get(2) + down * (c.get(4) - c.get(2));
      double toY = c.get(3) + down * (c.get(5) - c.get(3));
      for (int i = 0; i <= STEPS; i++) {
        double along = (double) i / STEPS;
        if (contains(fromX + along * (toX - fromX), fromY + along * (toY - fromY))) {
          return true;
        }
      }
    }
    return false;
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
