package io.vitrine.figure;

/** A small rectangle of cells: numbers that a color scale paints, or colors. */
public sealed interface Plane permits Grid, Pixels {
  /** The number of columns. */
  int width();

  /** The number of rows. */
  int height();
}
