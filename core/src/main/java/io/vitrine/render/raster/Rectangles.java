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

  /** Left and right of each upright edge of two rectangles, and between them. */
  private static final int MOST_SPANS = 9;

  private final Surface surface;
  private final int color;
  private final int alpha;
  private final Box outer;
  private final Box inner;

  /** A row's parts that are painted: where each begins and ends, and how strongly. */
  private final int[] starts = new int[MOST_SPANS];

  private final int[] ends = new int[MOST_SPANS];
  private final int[] alphas = new int[MOST_SPANS];
  private int spans;

  private Rectangles(Surface surface, int color, int alpha, Box outer, Box inner) {
    this.surface = surface;
    this.color = color;
    this.alpha = alpha;
    this.outer = outer;
    this.inner = inner;
  }

  /**
   * Paints an area.
   *
   * @param box in pixels
   * @param color {@code 0xRRGGBB}
   * @param alpha 0 to 255
   */
  public static void fill(Surface surface, Box box, int color, int alpha) {
    new Rectangles(surface, color, alpha, box, NOTHING).paint();
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
    new Rectangles(surface, color, alpha, box.grown(width / 2), inner).paint();
  }

  /** Most rows lie wholly between the same edges as the row above and are painted like it. */
  private void paint() {
    Window window = surface.window();
    int bottom = Math.min(window.bottom(), (int) Math.ceil(outer.bottom()));
    double shareBefore = 0;
    double lackingBefore = 0;
    for (int y = Math.max(window.top(), (int) Math.floor(outer.y())); y < bottom; y++) {
      double share = share(outer.y(), outer.bottom(), y);
      double lacking = share(inner.y(), inner.bottom(), y);
      if (share != shareBefore || lacking != lackingBefore) {
        findSpans(share, lacking);
        shareBefore = share;
        lackingBefore = lacking;
      }
      for (int i = 0; i < spans; i++) {
        surface.span(y, starts[i], ends[i], color, alphas[i]);
      }
    }
  }

  /** Finds a row's spans: pixels between two upright edges all have the same share. */
  private void findSpans(double share, double lacking) {
    Window window = surface.window();
    int right = Math.min(window.right(), (int) Math.ceil(outer.right()));
    int x = Math.max(window.left(), (int) Math.floor(outer.x()));
    spans = 0;
    while (x < right) {
      int end = Math.min(right, Math.max(x + 1, endOfSame(x)));
      double hole = lacking * share(inner.x(), inner.right(), x);
      double covered = share * share(outer.x(), outer.right(), x) - hole;
      int strength = (int) Math.round(covered * alpha);
      if (strength > 0) {
        starts[spans] = x;
        ends[spans] = end;
        alphas[spans++] = strength;
      }
      x = end;
    }
  }

  /** Up to where the pixels from x on lie wholly on one side of each upright edge. */
  private int endOfSame(int x) {
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
