package io.vitrine.render.layout.axes;

import io.vitrine.figure.Grid;
import io.vitrine.figure.color.ColorScale;

/** Fewer cells where there are several to a pixel. */
final class Thinning {
  private Thinning() {}

  /**
   * The grid with at most so many columns: neighbors become their mean on the color scale (the
   * geometric mean, on a logarithmic one). A NaN or an infinity among them is kept, so that none is
   * lost from sight.
   */
  static Grid columns(Grid grid, ColorScale scale, int most) {
    if (grid.width() <= most) {
      return grid;
    }
    return Grid.of(
        grid.height(),
        most,
        (row, column) -> {
          int from = (int) ((long) column * grid.width() / most);
          int to = (int) ((long) (column + 1) * grid.width() / most);
          return mean(grid, row, from, to, scale);
        });
  }

  private static double mean(Grid grid, int row, int from, int to, ColorScale scale) {
    boolean isLog = scale.spacing() == ColorScale.Spacing.LOG;
    double sum = 0;
    int count = 0;
    double unusual = 0;
    for (int column = from; column < to; column++) {
      double value = grid.at(row, column);
      if (scale.places(value)) {
        sum += isLog ? Math.log(value) : value;
        count++;
      } else if (!Double.isFinite(value)) {
        unusual = Double.isNaN(unusual) ? unusual : value;
      }
    }
    if (!Double.isFinite(unusual) || count == 0) {
      return unusual;
    }
    return isLog ? Math.exp(sum / count) : sum / count;
  }
}
