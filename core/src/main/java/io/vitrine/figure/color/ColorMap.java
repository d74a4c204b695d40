package io.vitrine.figure.color;

/** Colors for the numbers from 0 to 1. */
public enum ColorMap {
  /** Dark violet over green to yellow, lightness rising evenly: for amounts. */
  VIRIDIS,
  /** Black to white. */
  GRAY,
  /** Light grey to dark: for amounts in print, where white is none and edges are black. */
  INK,
  /**
   * Blue over white to red, as dark on either side at the same distance: for signed numbers, the
   * white at zero.
   */
  BLUE_RED;

  // Every twentieth color of matplotlib's map (CC0); between them, sRGB is near enough to linear.
  private static final int[] VIRIDIS_ANCHORS = {
    0x440154, 0x481568, 0x482677, 0x453781, 0x3F4788, 0x39558C, 0x32648E, 0x2D718E, 0x287D8E,
    0x238A8D, 0x1F968B, 0x20A386, 0x29AF7F, 0x3CBC75, 0x56C667, 0x74D055, 0x94D840, 0xB8DE29,
    0xDCE318, 0xFDE725
  };

  private static final int[] GRAY_ANCHORS = {0x000000, 0xFFFFFF};

  private static final int[] INK_ANCHORS = {0xE6E6E6, 0x555555};

  // Made in Oklab at the hues 252 and 30 degrees; CIE lightness falls evenly from 97 to 32.
  private static final int[] BLUE_RED_ANCHORS = {
    0x014C8C, 0x1663AC, 0x387BC2, 0x5F94CE, 0x85ACD9, 0xAAC5E3, 0xD0DDED, 0xF6F6F6, 0xF0D6D2,
    0xE8B7AE, 0xDE978B, 0xD37768, 0xC55546, 0xAE392B, 0x8F2318
  };

  private int[] anchors() {
    return switch (this) {
      case VIRIDIS -> VIRIDIS_ANCHORS;
      case GRAY -> GRAY_ANCHORS;
      case INK -> INK_ANCHORS;
      case BLUE_RED -> BLUE_RED_ANCHORS;
    };
  }

  /** The color of what a logarithmic scale has no place for; white beside greys. */
  int unplacedRgb() {
    return this == INK ? 0xFFFFFF : ColorScale.ZERO_RGB;
  }

  /** The color {@code 0xRRGGBB} at a position from 0 to 1; beyond is clamped. */
  public int rgb(double position) {
    int[] anchors = anchors();
    double at = Math.max(0, Math.min(1, position)) * (anchors.length - 1);
    int from = Math.min((int) at, anchors.length - 2);
    double part = at - from;
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int low = anchors[from] >> shift & 0xFF;
      int high = anchors[from + 1] >> shift & 0xFF;
      rgb |= (int) Math.round(low + part * (high - low)) << shift;
    }
    return rgb;
  }
}
