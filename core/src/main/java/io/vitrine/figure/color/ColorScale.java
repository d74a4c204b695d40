package io.vitrine.figure.color;

import java.util.Locale;

/**
 * Which color stands for which number. Numbers outside the range take the color of its end; NaN,
 * infinities and, on a logarithmic scale, what is not above zero have colors of their own.
 *
 * @param min the number at the map's beginning
 * @param max the number at its end, above {@code min}
 */
public record ColorScale(ColorMap map, Spacing spacing, double min, double max) {
  /** How numbers are spaced on the scale. */
  public enum Spacing {
    LINEAR,
    LOG
  }

  /** The color of NaN. */
  public static final int NAN_RGB = 0xE010C0;

  /** The color of both infinities. */
  public static final int INFINITE_RGB = 0xFF8000;

  /** The color, on a logarithmic scale, of zero and of negative numbers. */
  public static final int ZERO_RGB = 0xBDBDBD;

  public ColorScale {
    if (!(min < max) || Double.isInfinite(min) || Double.isInfinite(max)) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "a color scale from %s to %s is empty or endless", min, max));
    }
    if (spacing == Spacing.LOG && min <= 0) {
      throw new IllegalArgumentException(
          "a logarithmic color scale must begin above 0, not at " + min);
    }
  }

  /** Viridis from one number to another; equal numbers are spread a little. */
  public static ColorScale sequential(double min, double max) {
    return linear(ColorMap.VIRIDIS, min, max);
  }

  /** Black to white. */
  public static ColorScale gray(double min, double max) {
    return linear(ColorMap.GRAY, min, max);
  }

  /** Viridis with equal steps for equal ratios; both ends above zero. */
  public static ColorScale log(double min, double max) {
    double top = max > min ? max : min * 10;
    return new ColorScale(ColorMap.VIRIDIS, Spacing.LOG, min, top);
  }

  /** Blue, white at zero, red: from {@code -magnitude} to {@code magnitude}. */
  public static ColorScale diverging(double magnitude) {
    double size = magnitude > 0 && Double.isFinite(magnitude) ? magnitude : 1;
    return new ColorScale(ColorMap.BLUE_RED, Spacing.LINEAR, -size, size);
  }

  private static ColorScale linear(ColorMap map, double min, double max) {
    if (min < max) {
      return new ColorScale(map, Spacing.LINEAR, min, max);
    }
    double half = Math.max(Math.abs(min) / 2, 0.5);
    return new ColorScale(map, Spacing.LINEAR, min - half, min + half);
  }

  public ColorScale with(ColorMap other) {
    return new ColorScale(other, spacing, min, max);
  }

  /**
   * The color, on a logarithmic scale, of zero and of negative numbers: a grey, or white where the
   * map is of greys.
   */
  public int zeroRgb() {
    return map.unplacedRgb();
  }

  /** Whether a number lies on the scale rather than having a color of its own. */
  public boolean places(double value) {
    return Double.isFinite(value) && (spacing == Spacing.LINEAR || value > 0);
  }

  /** Where a number lies: 0 at {@code min}, 1 at {@code max}, not clamped. */
  public double position(double value) {
    return spacing == Spacing.LINEAR
        ? (value - min) / (max - min)
        : Math.log(value / min) / Math.log(max / min);
  }

  /** The color {@code 0xRRGGBB} of a number. */
  public int rgb(double value) {
    if (Double.isNaN(value)) {
      return NAN_RGB;
    }
    if (Double.isInfinite(value)) {
      return INFINITE_RGB;
    }
    return places(value) ? map.rgb(position(value)) : zeroRgb();
  }
}
