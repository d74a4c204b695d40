package io.vitrine.render.layout.part;

import io.vitrine.figure.Grid;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.Plane;
import io.vitrine.figure.color.ColorScale;

/** The colors of a plane's cells, {@code 0xAARRGGBB}. */
public interface Cells {
  /** From how many cells on a panel is one picture. */
  int MOST_SINGLE = 2000;

  int argb(int row, int column);

  /** The cells of numbers by a scale, or of a picture as they are. */
  static Cells of(Plane plane, ColorScale scale) {
    return plane instanceof Pixels pixels
        ? (row, column) -> pixels.argb(column, row)
        : (row, column) -> 0xFF000000 | scale.rgb(((Grid) plane).at(row, column));
  }
}
