package io.vitrine.render.raster;

/**
 * Rows of opaque pixels {@code 0xRRGGBB} that are painted on: a whole picture, or a band of one
 * that moves down it. Places are those of the whole picture, whatever rows there are.
 */
public final class Surface {
  private final int width;
  private final int rows;
  private final int paper;
  private final int[] rgb;
  private int top;
  private Window window;

  private Surface(int width, int rows, int paper) {
    this.width = width;
    this.rows = rows;
    this.paper = paper;
    this.rgb = new int[Math.multiplyExact(width, rows)];
    this.window = new Window(0, 0, width, rows);
    moveTo(0);
  }

  /**
   * Blank rows from the picture's top.
   *
   * @param paper the color {@code 0xRRGGBB} of what is not painted
   */
  public static Surface of(int width, int rows, int paper) {
    return new Surface(width, rows, paper);
  }

  /** Makes these the rows from a place on, blank and without a clip. */
  public void moveTo(int newTop) {
    top = newTop;
    window = new Window(0, top, width, top + rows);
    int done = Math.min(width, rgb.length);
    fill(rgb, 0, done, paper);
    while (done < rgb.length) {
      int more = Math.min(done, rgb.length - done);
      System.arraycopy(rgb, 0, rgb, done, more);
      done += more;
    }
  }

  /** The pixels, row by row; not copied. */
  public int[] pixels() {
    return rgb;
  }

  public int width() {
    return width;
  }

  public int rows() {
    return rows;
  }

  /** The pixels that may be painted. */
  public Window window() {
    return window;
  }

  /** Paints outside of a window no more. Returns the window before, for {@link #restore}. */
  public Window clip(Window to) {
    Window before = window;
    window = window.within(to);
    return before;
  }

  /** Takes back a clip. */
  public void restore(Window before) {
    window = before;
  }

  /** Where a pixel lies in {@link #pixels}. */
  int at(int x, int y) {
    return (y - top) * width + x;
  }

  /**
   * Paints part of a row, which must lie in the window.
   *
   * @param alpha 0 to 255
   */
  void span(int y, int from, int to, int color, int alpha) {
    int start = at(from, y);
    int end = start + to - from;
    if (alpha == 255) {
      fill(rgb, start, end, color);
    } else if (alpha > 0) {
      for (int i = start; i < end; i++) {
        rgb[i] = mixed(rgb[i], color, alpha);
      }
    }
  }

  private static void fill(int[] pixels, int start, int end, int color) {
    for (int i = start; i < end; i++) {
      pixels[i] = color;
    }
  }

  /** A color over another: {@code (under (255 - alpha) + over alpha) / 255} of each channel. */
  static int mixed(int under, int over, int alpha) {
    int rest = 255 - alpha;
    int red = divided((under >> 16 & 0xFF) * rest + (over >> 16 & 0xFF) * alpha);
    int green = divided((under >> 8 & 0xFF) * rest + (over >> 8 & 0xFF) * alpha);
    int blue = divided((under & 0xFF) * rest + (over & 0xFF) * alpha);
    return red << 16 | green << 8 | blue;
  }

  /** {@code value / 255}, rounded, for 0 to 255 x 255. */
  private static int divided(int value) {
    int more = value + 128;
    return more + (more >> 8) >> 8;
  }
}
