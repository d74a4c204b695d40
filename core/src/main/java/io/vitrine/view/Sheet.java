package io.vitrine.view;

/**
 * A near-square arrangement of tiles.
 *
 * @param rows the least whole number not below the root of the tiles' number
 * @param columns as many as the rows need
 */
record Sheet(int rows, int columns) {
  private static final double WIDTH_PX = 800;

  /** {@code rows = ceil(sqrt n), columns = ceil(n / rows)}. */
  static Sheet of(int tiles) {
    int rows = (int) Math.ceil(Math.sqrt(tiles));
    return new Sheet(rows, (tiles + rows - 1) / rows);
  }

  /** The side of a tile so that the sheet fits a page: whole pixels for each of its cells. */
  double tilePx(int cells) {
    double room = Math.max(16, Math.min(72, WIDTH_PX / columns - 8));
    return Math.max(1, Math.floor(room / cells)) * cells;
  }

  /** The width of a page for tiles of that size, with room for a subtitle. */
  double pagePx(double tilePx) {
    return Math.max(560, columns * (tilePx + 10) + 36);
  }
}
