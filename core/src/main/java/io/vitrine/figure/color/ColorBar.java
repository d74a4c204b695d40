package io.vitrine.figure.color;

/**
 * The key to a color scale: what its numbers are.
 *
 * @param label what the color shows, in words
 * @param unit the unit, or empty
 */
public record ColorBar(ColorScale scale, String label, String unit) {
  public static ColorBar of(ColorScale scale, String label) {
    return new ColorBar(scale, label, "");
  }

  public ColorBar in(String unit) {
    return new ColorBar(scale, label, unit);
  }
}
