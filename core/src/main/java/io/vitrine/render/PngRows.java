package io.vitrine.render;

import io.vitrine.wire.PngWriter;
import java.io.IOException;
import java.util.Arrays;

/**
 * Brings rows of opaque pixels to a PNG file. Most rows of a sheet equal those above them, which
 * takes a comparison and no more.
 */
final class PngRows {
  private final PngWriter png;
  private final int width;
  private final int[] above;
  private final byte[] samples;
  private boolean isFirst = true;

  PngRows(PngWriter png, int width) {
    this.png = png;
    this.width = width;
    this.above = new int[width];
    this.samples = new byte[Math.multiplyExact(width, 3)];
  }

  /** Writes the next rows, pixels {@code 0xRRGGBB}. */
  void write(int[] rgb, int rows) throws IOException {
    for (int row = 0; row < rows; row++) {
      int from = row * width;
      if (!isFirst && Arrays.equals(rgb, from, from + width, above, 0, width)) {
        png.sameRow();
      } else {
        change(rgb, from);
      }
    }
  }

  private void change(int[] rgb, int from) throws IOException {
    for (int x = 0, at = 0; x < width; x++) {
      int pixel = rgb[from + x];
      samples[at++] = (byte) (pixel >> 16);
      samples[at++] = (byte) (pixel >> 8);
      samples[at++] = (byte) pixel;
    }
    png.row(samples, 0);
    System.arraycopy(rgb, from, above, 0, width);
    isFirst = false;
  }
}
