package io.vitrine.render.raster;

/**
 * How much of each pixel of a box a shape covers: a stamp, which can be painted anywhere.
 *
 * <p>The shares are 0 to 255 as bytes without sign, row by row.
 */
public final class Mask {
  private final int left;
  private final int top;
  private final int width;
  private final byte[] shares;

  /** A mask of an array that nobody else keeps. */
  Mask(int left, int top, int width, byte[] shares) {
    this.left = left;
    this.top = top;
    this.width = width;
    this.shares = shares;
  }

  /** How much memory it takes, about. */
  int bytes() {
    return shares.length;
  }

  /**
   * Paints the shape, moved by whole pixels.
   *
   * @param color {@code 0xRRGGBB}
   */
  public void paint(Surface surface, int dx, int dy, int color) {
    int x0 = left + dx;
    int y0 = top + dy;
    Window whole = new Window(x0, y0, x0 + width, y0 + shares.length / width);
    Window window = surface.window().within(whole);
    int[] pixels = surface.pixels();
    for (int y = window.top(); y < window.bottom(); y++) {
      int from = (y - y0) * width - x0;
      int at = surface.at(window.left(), y);
      for (int x = window.left(); x < window.right(); x++, at++) {
        int share = shares[from + x] & 0xFF;
        if (share > 0) {
          pixels[at] = share == 255 ? color : Surface.mixed(pixels[at], color, share);
        }
      }
    }
  }
}
