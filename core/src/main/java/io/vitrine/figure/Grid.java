package io.vitrine.figure;

import io.vitrine.figure.color.ColorScale;
import java.util.Arrays;
import java.util.Collection;

/** An immutable matrix of numbers, row-major; NaN and infinities are kept as they are. */
public final class Grid implements Plane {
  private final int height;
  private final int width;
  private final float[] values;

  private Grid(int height, int width, float[] values) {
    if (height < 1 || width < 1 || values.length != Math.multiplyExact(height, width)) {
      throw new IllegalArgumentException(
          "a grid of "
              + height
              + " x "
              + width
              + " cells cannot hold "
              + values.length
              + " numbers");
    }
    this.height = height;
    this.width = width;
    this.values = values;
  }

  /** The value of a cell. */
  @FunctionalInterface
  public interface Cells {
    double at(int row, int column);
  }

  /** A grid of rows x columns; the array is copied. */
  public static Grid of(int rows, int columns, float... values) {
    return new Grid(rows, columns, values.clone());
  }

  /** A grid of rows x columns from part of an array, which is copied. */
  public static Grid of(int rows, int columns, float[] values, int offset) {
    return new Grid(rows, columns, Arrays.copyOfRange(values, offset, offset + rows * columns));
  }

  public static Grid of(int rows, int columns, Cells cells) {
    float[] values = new float[Math.multiplyExact(rows, columns)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) cells.at(i / columns, i % columns);
    }
    return new Grid(rows, columns, values);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public int height() {
    return height;
  }

  public double at(int row, int column) {
    return values[row * width + column];
  }

  /** The smallest finite value, or positive infinity where there is none. */
  public double min() {
    double min = Double.POSITIVE_INFINITY;
    for (float value : values) {
      min = Float.isFinite(value) ? Math.min(min, value) : min;
    }
    return min;
  }

  /** The largest finite value, or negative infinity where there is none. */
  public double max() {
    double max = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      max = Float.isFinite(value) ? Math.max(max, value) : max;
    }
    return max;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Grid g
        && height == g.height
        && width == g.width
        && Arrays.equals(values, g.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * height + width) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "grid of " + height + " x " + width;
  }

  /** Viridis over the finite values of some grids. */
  public static ColorScale sequentialScale(Collection<Grid> grids) {
    double min = grids.stream().mapToDouble(Grid::min).min().orElse(0);
    double max = grids.stream().mapToDouble(Grid::max).max().orElse(1);
    return min <= max ? ColorScale.sequential(min, max) : ColorScale.sequential(0, 1);
  }

  /** Blue, white at zero, red over the finite values of some grids. */
  public static ColorScale divergingScale(Collection<Grid> grids) {
    return ColorScale.diverging(
        grids.stream().mapToDouble(grid -> Math.max(-grid.min(), grid.max())).max().orElse(1));
  }
}
