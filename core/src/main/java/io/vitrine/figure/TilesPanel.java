package io.vitrine.figure;

import io.vitrine.figure.color.ColorBar;
import io.vitrine.figure.color.ColorScale;
import java.util.List;
import java.util.Optional;

/**
 * A sheet of tiles: kernels, feature maps, pictures. All tiles are shown at one size. More than
 * 2,000 cells in all become one embedded picture, with the tiles' ids and tooltips above it.
 *
 * @param columns tiles in a row
 * @param colors the scale that all tiles of numbers without one of their own share, and its key;
 *     empty where each has its own or is a picture
 * @param tilePx the longer side of a tile in CSS pixels, rounded so that cells are whole pixels
 *     where they can be
 */
public record TilesPanel(
    String title, List<Tile> tiles, int columns, Optional<ColorBar> colors, double tilePx)
    implements Panel {
  /**
   * One tile.
   *
   * @param label written above it, or empty
   * @param plane (H, W)
   * @param own its own color scale, or empty: the panel's
   */
  public record Tile(Tag tag, String label, Plane plane, Optional<ColorScale> own) {
    public static Tile of(Tag tag, Plane plane) {
      return new Tile(tag, "", plane, Optional.empty());
    }

    public Tile labelled(String text) {
      return new Tile(tag, text, plane, own);
    }

    public Tile scaledBy(ColorScale scale) {
      return new Tile(tag, label, plane, Optional.of(scale));
    }
  }

  public TilesPanel {
    tiles = List.copyOf(tiles);
    if (tiles.isEmpty() || columns < 1 || !(tilePx >= 1)) {
      throw new IllegalArgumentException(
          "the sheet '"
              + title
              + "' has "
              + tiles.size()
              + " tiles in "
              + columns
              + " columns of "
              + tilePx
              + " px");
    }
    if (colors.isEmpty()
        && tiles.stream().anyMatch(t -> t.plane() instanceof Grid && t.own().isEmpty())) {
      throw new IllegalArgumentException(
          "the sheet '"
              + title
              + "' has a tile of numbers without a color scale, and none to share");
    }
  }

  /** A sheet with one scale for all. */
  public static TilesPanel shared(String title, List<Tile> tiles, int columns, ColorBar colors) {
    return new TilesPanel(title, tiles, columns, Optional.of(colors), 32);
  }

  /** A sheet of pictures, or of tiles with scales of their own. */
  public static TilesPanel of(String title, List<Tile> tiles, int columns) {
    return new TilesPanel(title, tiles, columns, Optional.empty(), 32);
  }

  public TilesPanel tilesOf(double px) {
    return new TilesPanel(title, tiles, columns, colors, px);
  }
}
