package io.vitrine.render;

/**
 * How a figure is written.
 *
 * @param theme the colors
 * @param scale pixels of a PNG or JPEG in one CSS pixel; 2 suits print and sharp screens
 * @param quality of a JPEG, 0 to 1
 */
public record RenderOptions(Theme theme, double scale, double quality) {
  private static final RenderOptions DEFAULTS = new RenderOptions(Theme.LIGHT, 2, 0.92);

  public RenderOptions {
    if (!(scale > 0 && scale <= 20)) {
      throw new IllegalArgumentException("a scale of " + scale + "; above 0 and at most 20");
    }
    if (!(quality >= 0 && quality <= 1)) {
      throw new IllegalArgumentException("a JPEG quality of " + quality + "; 0 to 1");
    }
  }

  /** Light, twice the size, quality 0.92. */
  public static RenderOptions defaults() {
    return DEFAULTS;
  }

  public RenderOptions with(Theme other) {
    return new RenderOptions(other, scale, quality);
  }

  public RenderOptions scaledBy(double factor) {
    return new RenderOptions(theme, factor, quality);
  }

  public RenderOptions withQuality(double other) {
    return new RenderOptions(theme, scale, other);
  }
}
