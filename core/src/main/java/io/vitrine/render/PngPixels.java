package io.vitrine.render;

import io.vitrine.figure.Pixels;
import io.vitrine.wire.Png;

/** Brings pictures to the PNG encoder, with alpha only where it is needed. */
final class PngPixels {
  private PngPixels() {}

  /** Encodes a picture that becomes part of a file: rather small than soon. */
  static byte[] embedded(Pixels pixels) {
    byte[] samples = samples(pixels.toArray(), pixels.isOpaque() ? 3 : 4);
    return Png.encode(pixels.width(), pixels.height(), samples);
  }

  /** The bytes of pixels {@code 0xAARRGGBB}: red, green, blue, and alpha as the fourth channel. */
  private static byte[] samples(int[] argb, int channels) {
    byte[] samples = new byte[Math.multiplyExact(argb.length, channels)];
    int at = 0;
    for (int pixel : argb) {
      samples[at++] = (byte) (pixel >> 16);
      samples[at++] = (byte) (pixel >> 8);
      samples[at++] = (byte) pixel;
      if (channels == 4) {
        samples[at++] = (byte) (pixel >>> 24);
      }
    }
    return samples;
  }
}
