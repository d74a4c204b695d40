package io.vitrine.figure;

import io.vitrine.figure.color.ColorBar;

/**
 * A matrix in colors. More than 2,000 cells become one embedded picture.
 *
 * @param rows a categorical axis with one name for each row of the grid, first row on top
 * @param x the axis along the columns: categorical with one name for each, or numeric with a range
 *     that the columns divide evenly
 * @param values (R, C)
 * @param rowHeightPx height of a row, in CSS pixels
 */
public record HeatMapPanel(
    String title, Axis rows, Axis x, Grid values, ColorBar colors, double rowHeightPx)
    implements Panel {
  private static final double ROW_HEIGHT_PX = 16;

  public HeatMapPanel {
    if (rows.categories().size() != values.height()) {
      throw new IllegalArgumentException(
          "the heat map '"
              + title
              + "' has "
              + values.height()
              + " rows and "
              + rows.categories().size()
              + " names");
    }
    if (x.isCategorical() && x.categories().size() != values.width()) {
      throw new IllegalArgumentException(
          "the heat map '"
              + title
              + "' has "
              + values.width()
              + " columns and "
              + x.categories().size()
              + " names");
    }
    if (!x.isCategorical() && x.range().isEmpty()) {
      throw new IllegalArgumentException(
          "the x axis of the heat map '" + title + "' needs a range");
    }
    if (!(rowHeightPx >= 2)) {
      throw new IllegalArgumentException("rows of " + rowHeightPx + " px; at least 2");
    }
  }

  public static HeatMapPanel of(String title, Axis rows, Axis x, Grid values, ColorBar colors) {
    return new HeatMapPanel(title, rows, x, values, colors, ROW_HEIGHT_PX);
  }

  public HeatMapPanel rowsHigh(double px) {
    return new HeatMapPanel(title, rows, x, values, colors, px);
  }
}
