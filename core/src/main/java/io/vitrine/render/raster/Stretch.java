package io.vitrine.render.raster;

import io.vitrine.figure.Pixels;
import io.vitrine.render.drawing.Box;

/**
 * Upright pictures, each of whose pixels becomes a sharp rectangle.
 *
 * <p>A row of the picture is stretched once and then painted on all rows that it covers; stretches
 * that are opaque throughout are copied.
 */
public final class Stretch {
  private final Surface surface;
  private final Pixels picture;
  private final int[] columns;
  private final int[] colors;
  private final int[] alphas;
  private final int[] ends;
  private int runs;

  private Stretch(Surface surface, Pixels picture, int[] columns) {
    this.surface = surface;
    this.picture = picture;
    this.columns = columns;
    this.colors = new int[columns.length];
    this.alphas = new int[columns.length];
    this.ends = new int[columns.length];
  }

  /**
   * Paints a picture over a box: a pixel takes what lies under its center.
   *
   * @param box in pixels
   */
  public static void paint(Surface surface, Pixels picture, Box box) {
    Window window = surface.window().within(Window.of(box));
    if (window.isEmpty()) {
      return;
    }
    int[] columns = new int[window.right() - window.left()];
    for (int i = 0; i < columns.length; i++) {
      columns[i] = source(window.left() + i, box.x(), box.width(), picture.width());
    }
    Stretch stretch = new Stretch(surface, picture, columns);
    int before = -1;
    for (int y = window.top(); y < window.bottom(); y++) {
      int row = source(y, box.y(), box.height(), picture.height());
      if (row != before) {
        stretch.take(row);
        before = row;
      }
      stretch.put(surface.at(window.left(), y));
    }
  }

  /** Which of a picture's pixels lies under the center of one on the surface. */
  private static int source(int place, double start, double length, int count) {
    int at = (int) Math.floor((place + 0.5 - start) * count / length);
    return Math.max(0, Math.min(count - 1, at));
  }

  /** Stretches a row and finds the stretches of one alpha in it. */
  private void take(int row) {
    runs = 0;
    for (int i = 0; i < columns.length; i++) {
      int argb = picture.argb(columns[i], row);
      int alpha = argb >>> 24;
      if (i == 0 || alpha != alphas[runs - 1]) {
        alphas[runs++] = alpha;
      }
      ends[runs - 1] = i + 1;
      colors[i] = argb & 0xFFFFFF;
    }
  }

  /** Paints the row taken, beginning at a pixel of the surface. */
  private void put(int start) {
    int[] pixels = surface.pixels();
    int from = 0;
    for (int run = 0; run < runs; run++) {
      int alpha = alphas[run];
      if (alpha == 255) {
        System.arraycopy(colors, from, pixels, start + from, ends[run] - from);
      } else if (alpha > 0) {
        for (int i = from; i < ends[run]; i++) {
          pixels[start + i] = Surface.mixed(pixels[start + i], colors[i], alpha);
        }
      }
      from = ends[run];
    }
  }
}
