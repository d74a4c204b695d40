package io.vitrine.figure.color;

import java.util.Locale;

/**
 * A fixed sRGB color, the same in every theme.
 *
 * @param rgb {@code 0xRRGGBB}
 */
public record Color(int rgb) implements Paint {
  public Color {
    if ((rgb & 0xFF000000) != 0) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "a color is 0xRRGGBB, found 0x%08X", rgb));
    }
  }

  /** Reads {@code #RRGGBB}. */
  public static Color of(String hex) {
    if (!hex.matches("#[0-9A-Fa-f]{6}")) {
      throw new IllegalArgumentException("a color is written #RRGGBB, found '" + hex + "'");
    }
    return new Color(Integer.parseInt(hex.substring(1), 16));
  }

  public int red() {
    return rgb >> 16 & 0xFF;
  }

  public int green() {
    return rgb >> 8 & 0xFF;
  }

  public int blue() {
    return rgb & 0xFF;
  }

  /** {@code #RRGGBB}. */
  public String hex() {
    return String.format(Locale.ROOT, "#%06X", rgb);
  }
}
