package io.vitrine.render.raster;

import io.vitrine.render.drawing.Box;

/**
 * Upright rectangles, filled or as frames, with smooth edges.
 *
 * <p>A pixel's share of a rectangle is the product of its shares across and down; its share of a
 * frame is that of the outer rectangle less that of the inner one.
 */
public final class Rectangles {
  private static final Box NOTHING = new Box(0, 0, 0, 0);

  private final Surface surface;
  private final int color;
  private final int alpha;

  private Rectangles(Surface surface, int color, int alpha) {
    this.surface = surface;
    this.color = color;
    this.alpha = alpha;
  }

  /**
   * Paints an area.
   *
   * @param box in pixels
   * @param color {@code 0xRRGGBB}
   * @param alpha 0 to 255
   */
  public static void fill(Surface surface, Box box, int color, int alpha) {
    new Rectangles(surface, color, alpha).paint(box, NOTHING);
  }

  /**
   * Paints a line along the edge, half of it outside, with square corners.
   *
   * @param box in pixels
   * @param width of the line in pixels
   * @param color {@code 0xRRGGBB}
   * @param alpha 0 to 255
   */
  public static void frame(Surface surface, Box box, double width, int color, int alpha) {
    boolean isHollow = box.width() > width && box.height() > width;
    Box inner = isHollow ? box.grown(-width / 2) : NOTHING;
    new Rectangles(surface, color, alpha).paint(box.grown(width / 2), inner);
  }

  private void paint(Box outer, Box inner) {
    Window window = surface.window();
    int bottom = Math.min(window.bottom(), (int) Math.ceil(outer.bottom()));
    for (int y = Math.max(window.top(), (int) Math.floor(outer.y())); y < bottom; y++) {
      double share = share(outer.y(), outer.bottom(), y);
      double lacking = share(inner.y(), inner.bottom(), y);
      if (share > 0) {
        row(y, outer, share, inner, lacking);
      }
    }
  }

  /**
   * One row: pixels between two edges of the rectangles that all have the same share go at once.
   */
  private void row(int y, Box outer, double share, Box inner, double lacking) {
    Window window = surface.window();
    int right = Math.min(window.right(), (int) Math.ceil(outer.right()));
    int x = Math.max(window.left(), (int) Math.floor(outer.x()));
    while (x < right) {
      int end = Math.min(right, Math.max(x + 1, endOfSame(x, outer, inner)));
      double hole = lacking == 0 ? 0 : lacking * share(inner.x(), inner.right(), x);
      double covered = share * share(outer.x(), outer.right(), x) - hole;
      surface.span(y, x, end, color, (int) Math.round(covered * alpha));
      x = end;
    }
  }

  /** Up to where the pixels from x on lie wholly on one side of each upright edge. */
  private static int endOfSame(int x, Box outer, Box inner) {
    int end = edgeAfter(x, outer.right(), Integer.MAX_VALUE);
    end = edgeAfter(x, outer.x(), end);
    end = edgeAfter(x, inner.x(), end);
    return edgeAfter(x, inner.right(), end);
  }

  private static int edgeAfter(int x, double edge, int end) {
    return edge > x ? Math.min(end, (int) Math.floor(edge)) : end;
  }

  /** How much of the pixel from {@code place} to {@code place + 1} lies between two ends. */
  private static double share(double from, double to, int place) {
    return Math.max(0, Math.min(to, place + 1) - Math.max(from, place));
  }
}
