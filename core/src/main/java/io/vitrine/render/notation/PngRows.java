package io.vitrine.render.notation;

import io.vitrine.wire.Png;
import io.vitrine.wire.PngWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * Brings rows of pixels to a PNG file. Most rows of a sheet equal those above them, which takes a
 * comparison and no more.
 */
public final class PngRows {
  private final PngWriter png;
  private final int width;
  private final int channels;
  private final int[] above;
  private final byte[] samples;
  private boolean isFirst = true;

  /** Rows for a file of RGB, or of RGBA, which has the alpha as its fourth channel. */
  public PngRows(PngWriter png, Png.Shape shape) {
    this.png = png;
    this.width = shape.width();
    this.channels = shape.channels();
    this.above = new int[width];
    this.samples = new byte[Math.multiplyExact(width, channels)];
  }

  /** Writes the next rows, pixels {@code 0xAARRGGBB}. */
  public void write(int[] argb, int rows) throws IOException {
    for (int row = 0; row < rows; row++) {
      int from = row * width;
      if (!isFirst && Arrays.equals(argb, from, from + width, above, 0, width)) {
        png.sameRow();
      } else {
        change(argb, from);
      }
    }
  }

  private void change(int[] argb, int from) throws IOException {
    for (int x = 0, at = 0; x < width; x++) {
      int pixel = argb[from + x];
      samples[at++] = (byte) (pixel >> 16);
      samples[at++] = (byte) (pixel >> 8);
      samples[at++] = (byte) pixel;
      if (channels == 4) {
        samples[at++] = (byte) (pixel >>> 24);
      }
    }
    png.row(samples, 0);
    System.arraycopy(argb, from, above, 0, width);
    isFirst = false;
  }
}
