package io.vitrine.render.raster;

import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Outline;
import java.util.Arrays;

/**
 * How much of each pixel an outline covers.
 *
 * <p>Each edge adds to the pixels that it passes, in {@code changes}, by how much the covered area
 * differs from that of the pixel to their left; summed up along a row they give the area, signed by
 * the direction of the outline. Parts that run the same way may overlap: an area counts once. Parts
 * that run opposite ways cut holes, as they do in letters. The cost is that of the pixels that
 * edges pass plus the box around the outline.
 */
public final class Coverage {
  /** How far a curve may lie from the lines that stand for it, in pixels. */
  private static final double FLATNESS = 0.02;

  private float[] changes = new float[1024];
  private int left;
  private int top;
  private int width;
  private int height;

  /**
   * What an outline covers; open parts are closed.
   *
   * @param outline in pixels
   */
  public Mask of(Outline outline) {
    cover(outline.bounds());
    Edges edges = new Edges(this);
    outline.forEach(edges);
    edges.close();
    return new Mask(left, top, width, shares());
  }

  /** Makes room for a box; one pixel more to the right takes what edges leave behind them. */
  private void cover(Box box) {
    left = (int) Math.floor(box.x());
    top = (int) Math.floor(box.y());
    width = (int) Math.floor(box.right()) - left + 2;
    height = (int) Math.floor(box.bottom()) - top + 1;
    int needed = Math.multiplyExact(width, height);
    if (changes.length < needed) {
      changes = new float[needed];
    } else {
      Arrays.fill(changes, 0, needed, 0);
    }
  }

  /** The area covered of each pixel in 255ths: the sum of the changes up to it in its row. */
  private byte[] shares() {
    byte[] shares = new byte[width * height];
    for (int row = 0; row < shares.length; row += width) {
      float area = 0;
      for (int i = row; i < row + width; i++) {
        area += changes[i];
        shares[i] = (byte) (Math.min(1, Math.abs(area)) * 255 + 0.5f);
      }
    }
    return shares;
  }

  /** Adds one straight edge, piece by piece: each piece lies within one pixel. */
  private void edge(double x0, double y0, double x1, double y1) {
    if (y0 == y1) {
      return;
    }
    double sign = y0 < y1 ? 1 : -1;
    double upperX = (sign > 0 ? x0 : x1) - left;
    double lowerX = (sign > 0 ? x1 : x0) - left;
    double upperY = Math.min(y0, y1) - top;
    double lowerY = Math.max(y0, y1) - top;
    double slope = (lowerX - upperX) / (lowerY - upperY);
    double x = upperX;
    double y = upperY;
    for (int row = (int) upperY; y < lowerY; row++) {
      double endY = Math.min(row + 1, lowerY);
      double endX = endY == lowerY ? lowerX : upperX + (endY - upperY) * slope;
      inRow(row * width, x, endX, sign * (endY - y));
      x = endX;
      y = endY;
    }
  }

  /**
   * Adds a piece of an edge within a row.
   *
   * @param row where the row begins in {@code changes}
   * @param depth its signed height, at most 1
   */
  private void inRow(int row, double x0, double x1, double depth) {
    double from = Math.min(x0, x1);
    double to = Math.max(x0, x1);
    int column = (int) from;
    if (to <= column + 1) {
      add(row + column, (from + to) / 2 - column, depth);
      return;
    }
    double perPixel = depth / (to - from);
    for (double x = from; x < to; column++) {
      double end = Math.min(column + 1, to);
      add(row + column, (x + end) / 2 - column, perPixel * (end - x));
      x = end;
    }
  }

  /** A piece whose middle lies {@code before} into its pixel covers the rest of it. */
  private void add(int at, double before, double depth) {
    float behind = (float) (depth * before);
    changes[at] += (float) depth - behind;
    changes[at + 1] += behind;
  }

  /** Cuts an outline into straight edges. */
  private static final class Edges implements Outline.Sink {
    private final Coverage coverage;
    private double startX;
    private double startY;
    private double x;
    private double y;

    Edges(Coverage coverage) {
      this.coverage = coverage;
    }

    @Override
    public void moveTo(double toX, double toY) {
      close();
      startX = toX;
      startY = toY;
      x = toX;
      y = toY;
    }

    @Override
    public void lineTo(double toX, double toY) {
      coverage.edge(x, y, toX, toY);
      x = toX;
      y = toY;
    }

    /** The error of n lines is at most |p0 - 2 p1 + p2| / (4 n n). */
    @Override
    public void quadTo(double x1, double y1, double toX, double toY) {
      double fromX = x;
      double fromY = y;
      double bend = length(fromX - 2 * x1 + toX, fromY - 2 * y1 + toY);
      int lines = (int) Math.ceil(Math.sqrt(bend / (4 * FLATNESS)));
      for (int i = 1; i < lines; i++) {
        double t = (double) i / lines;
        double s = 1 - t;
        lineTo(
            s * s * fromX + 2 * s * t * x1 + t * t * toX,
            s * s * fromY + 2 * s * t * y1 + t * t * toY);
      }
      lineTo(toX, toY);
    }

    /** The error of n lines is at most 3/4 of the larger second difference over n n. */
    @Override
    public void cubicTo(double x1, double y1, double x2, double y2, double toX, double toY) {
      double fromX = x;
      double fromY = y;
      double first = length(fromX - 2 * x1 + x2, fromY - 2 * y1 + y2);
      double second = length(x1 - 2 * x2 + toX, y1 - 2 * y2 + toY);
      int lines = (int) Math.ceil(Math.sqrt(0.75 * Math.max(first, second) / FLATNESS));
      for (int i = 1; i < lines; i++) {
        double t = (double) i / lines;
        double s = 1 - t;
        double a = s * s * s;
        double b = 3 * s * s * t;
        double c = 3 * s * t * t;
        double d = t * t * t;
        lineTo(a * fromX + b * x1 + c * x2 + d * toX, a * fromY + b * y1 + c * y2 + d * toY);
      }
      lineTo(toX, toY);
    }

    private static double length(double dx, double dy) {
      return Math.sqrt(dx * dx + dy * dy);
    }

    @Override
    public void close() {
      lineTo(startX, startY);
    }
  }
}
