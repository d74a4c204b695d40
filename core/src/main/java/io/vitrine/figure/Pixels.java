package io.vitrine.figure;

import io.vitrine.figure.color.ColorScale;
import java.util.Arrays;
import java.util.function.Consumer;

/** An immutable picture: sRGB with straight alpha, row-major. */
public final class Pixels implements Plane {
  private final int width;
  private final int height;
  private final int[] argb;

  private Pixels(int width, int height, int[] argb) {
    if (width < 1 || height < 1 || argb.length != Math.multiplyExact(width, height)) {
      throw new IllegalArgumentException(
          "a picture of " + width + " x " + height + " cannot hold " + argb.length + " pixels");
    }
    this.width = width;
    this.height = height;
    this.argb = argb;
  }

  /**
   * A picture from pixels {@code 0xAARRGGBB}, row-major; the array is copied. Mind the alpha:
   * {@code 0xRRGGBB} alone is transparent.
   */
  public static Pixels of(int width, int height, int... argb) {
    return new Pixels(width, height, argb.clone());
  }

  /**
   * A picture that a painter makes: it is lent the pixels {@code 0xAARRGGBB}, row-major and
   * transparent at first, and must not keep them.
   */
  public static Pixels painted(int width, int height, Consumer<int[]> painter) {
    int[] argb = new int[Math.multiplyExact(width, height)];
    painter.accept(argb);
    return new Pixels(width, height, argb);
  }

  /** An opaque picture in gray from levels 0 to 1, row-major; beyond is clamped, NaN is black. */
  public static Pixels gray(int width, int height, float... levels) {
    int[] argb = new int[levels.length];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xFF000000 | level(levels[i]) * 0x010101;
    }
    return new Pixels(width, height, argb);
  }

  /**
   * An opaque picture from the three planes (3, H, W) of levels 0 to 1: all reds, all greens, all
   * blues; beyond is clamped.
   */
  public static Pixels rgb(int width, int height, float... planes) {
    int size = Math.multiplyExact(width, height);
    if (planes.length != 3 * size) {
      throw new IllegalArgumentException(
          "a colour picture of "
              + width
              + " x "
              + height
              + " takes "
              + 3 * size
              + " levels, found "
              + planes.length);
    }
    int[] argb = new int[size];
    for (int i = 0; i < size; i++) {
      argb[i] =
          0xFF000000
              | level(planes[i]) << 16
              | level(planes[size + i]) << 8
              | level(planes[2 * size + i]);
    }
    return new Pixels(width, height, argb);
  }

  /** A grid painted by a color scale. */
  public static Pixels of(Grid grid, ColorScale scale) {
    int[] argb = new int[Math.multiplyExact(grid.width(), grid.height())];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xFF000000 | scale.rgb(grid.at(i / grid.width(), i % grid.width()));
    }
    return new Pixels(grid.width(), grid.height(), argb);
  }

  private static int level(float value) {
    return Math.round(Math.max(0, Math.min(1, value)) * 255);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  /** The pixel {@code 0xAARRGGBB} at a column and a row. */
  public int argb(int x, int y) {
    return argb[y * width + x];
  }

  /** All pixels, row-major. */
  public int[] toArray() {
    return argb.clone();
  }

  public boolean isOpaque() {
    for (int pixel : argb) {
      if (pixel >>> 24 != 255) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Pixels p
        && width == p.width
        && height == p.height
        && Arrays.equals(argb, p.argb);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(argb);
  }

  @Override
  public String toString() {
    return "picture of " + width + " x " + height;
  }
}
