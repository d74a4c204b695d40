package io.vitrine.data.image;

import java.util.Arrays;

/**
 * How the components of a JPEG file become grey or red, green and blue.
 *
 * <p>Luminance and colour differences by T.871: {@code R = Y + 1.402 Cr}, {@code G = Y - 0.34414 Cb
 * - 0.71414 Cr}, {@code B = Y + 1.772 Cb}, differences centred at 128, in 16-bit fixed point. Inks
 * are stored inverted, as Adobe does and Pillow assumes: {@code R = K - (255 - C) K / 255} of the
 * stored values, alike for G and B.
 */
enum JpegColours {
  GREY,
  RGB,
  YCC,
  CMYK,
  YCCK;

  private static final int HALF = 1 << 15;

  /**
   * Which colours a file holds, by the rules that libjpeg goes by.
   *
   * @param ids the components' numbers
   * @param hasJfif whether there is a JFIF segment
   * @param adobeTransform what Adobe's segment says, -1 where there is none
   */
  static JpegColours of(int[] ids, boolean hasJfif, int adobeTransform) {
    return switch (ids.length) {
      case 1 -> GREY;
      case 3 -> hasRgb(ids, hasJfif, adobeTransform) ? RGB : YCC;
      default -> adobeTransform <= 0 ? CMYK : YCCK;
    };
  }

  private static boolean hasRgb(int[] ids, boolean hasJfif, int adobeTransform) {
    return !hasJfif
        && (adobeTransform == 0
            || adobeTransform < 0 && Arrays.equals(ids, new int[] {'R', 'G', 'B'}));
  }

  boolean isGrey() {
    return this == GREY;
  }

  /** Turns a row of stored samples, one array a component, into grey or colour, in place. */
  int[][] convert(int[][] row) {
    switch (this) {
      case GREY, RGB -> {}
      case YCC -> convertDifferences(row, 0);
      case CMYK -> mixInks(row);
      case YCCK -> {
        convertDifferences(row, 255);
        mixInks(row);
      }
    }
    return row;
  }

  /** YCC to RGB, or with 255 to its complement, the inks C, M and Y. */
  private static void convertDifferences(int[][] samples, int complement) {
    for (int i = 0; i < samples[0].length; i++) {
      int y = samples[0][i];
      int cb = samples[1][i] - 128;
      int cr = samples[2][i] - 128;
      int red = clip(y + ((fixed(1.402) * cr + HALF) >> 16));
      int green = clip(y + ((-fixed(0.34414) * cb - fixed(0.71414) * cr + HALF) >> 16));
      int blue = clip(y + ((fixed(1.772) * cb + HALF) >> 16));
      samples[0][i] = complement ^ red;
      samples[1][i] = complement ^ green;
      samples[2][i] = complement ^ blue;
    }
  }

  private static int fixed(double factor) {
    return (int) (factor * 65536 + 0.5);
  }

  /** Inverted inks to RGB: what the paper gives back of each colour, less the black. */
  private static void mixInks(int[][] samples) {
    for (int i = 0; i < samples[0].length; i++) {
      int white = samples[3][i];
      for (int c = 0; c < 3; c++) {
        int product = (255 - samples[c][i]) * white + 128;
        samples[c][i] = clip(white - (((product >> 8) + product) >> 8));
      }
    }
  }

  private static int clip(int value) {
    return Math.max(0, Math.min(255, value));
  }
}
