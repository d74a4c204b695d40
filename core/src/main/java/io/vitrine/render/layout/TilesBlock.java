package io.vitrine.render.layout;

import io.vitrine.figure.Grid;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.TilesPanel;
import io.vitrine.figure.TilesPanel.Tile;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.ColorBar;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.drawing.Element.Sampling;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.layout.axes.ColorKey;
import io.vitrine.render.layout.part.Block;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Cells;
import io.vitrine.render.layout.part.Heading;
import io.vitrine.render.layout.part.Typography;
import io.vitrine.render.layout.part.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A sheet of tiles in rows, with labels above them and the key to their colors below. */
final class TilesBlock implements Block {
  private static final double LABEL_HEIGHT = 15;
  private static final double KEY_GAP = 10;
  private static final TextStyle LABEL = Typography.SMALL;

  private final TilesPanel panel;
  private final Heading heading;
  private final Optional<ColorKey> key;
  private final boolean isLabelled;
  private final int columns;
  private final int tileWidth;
  private final int tileHeight;
  private final double gap;

  TilesBlock(TilesPanel panel, Words words) {
    this.panel = panel;
    this.heading = new Heading(panel.title());
    this.key = key(panel, words);
    this.isLabelled = panel.tiles().stream().anyMatch(tile -> !tile.label().isEmpty());
    this.columns = Math.min(panel.columns(), panel.tiles().size());
    int cellsWide =
        panel.tiles().stream().mapToInt(tile -> tile.plane().width()).max().orElseThrow();
    int cellsHigh =
        panel.tiles().stream().mapToInt(tile -> tile.plane().height()).max().orElseThrow();
    int longer = Math.max(cellsWide, cellsHigh);
    double cell = panel.tilePx() / longer;
    double whole = cell >= 1 ? Math.round(cell) : 1.0 / Math.ceil(1 / cell);
    this.tileWidth = (int) Math.max(1, Math.round(cellsWide * whole));
    this.tileHeight = (int) Math.max(1, Math.round(cellsHigh * whole));
    this.gap = isLabelled ? 10 : Math.max(2, Math.min(8, Math.round(tileWidth / 6.0)));
  }

  private static Optional<ColorKey> key(TilesPanel panel, Words words) {
    if (panel.colors().isPresent()) {
      List<Grid> shared =
          panel.tiles().stream()
              .filter(tile -> tile.own().isEmpty() && tile.plane() instanceof Grid)
              .map(tile -> (Grid) tile.plane())
              .toList();
      return panel.colors().map(bar -> ColorKey.of(bar, shared, words));
    }
    return panel.tiles().stream()
        .flatMap(tile -> tile.own().stream())
        .findFirst()
        .map(scale -> ColorKey.ofOwnScales(scale, words));
  }

  private double sheetWidth() {
    return columns * (tileWidth + gap) - gap;
  }

  private double rowHeight() {
    return tileHeight + gap + (isLabelled ? LABEL_HEIGHT : 0);
  }

  private double sheetHeight() {
    int rows = (panel.tiles().size() + columns - 1) / columns;
    return rows * rowHeight() - gap;
  }

  @Override
  public double minWidth() {
    return Math.max(sheetWidth(), key.map(ColorKey::minWidth).orElse(0.0));
  }

  @Override
  public double height(double width, Insets insets) {
    return heading.height(width)
        + sheetHeight()
        + key.map(k -> KEY_GAP + k.height(width)).orElse(0.0);
  }

  @Override
  public void draw(Canvas canvas, Box box, Insets insets) {
    heading.draw(canvas, box);
    double top = Math.round(box.y() + heading.height(box.width()));
    Box sheet = new Box(Math.round(box.x()), top, sheetWidth(), sheetHeight());
    drawLabels(canvas, sheet);
    if (panel.tiles().stream().mapToLong(t -> (long) t.plane().width() * t.plane().height()).sum()
        > Cells.MOST_SINGLE) {
      drawPicture(canvas, sheet);
    } else {
      drawCells(canvas, sheet);
    }
    for (int i = 0; i < panel.tiles().size(); i++) {
      Box tile = place(i, sheet);
      canvas.tagged(
          panel.tiles().get(i).tag(),
          () ->
              canvas.rect(tile.grown(0.25), Fill.NONE, Stroke.of(Palette.MUTED, 0.75).fading(0.7)));
    }
    key.ifPresent(k -> k.draw(canvas, box.x(), sheet.bottom() + KEY_GAP, box.width()));
  }

  /** Where a tile lies: as large as fits its place, in the middle of it. */
  private Box place(int index, Box sheet) {
    Tile tile = panel.tiles().get(index);
    double factor =
        Math.min(
            (double) tileWidth / tile.plane().width(), (double) tileHeight / tile.plane().height());
    double width = Math.max(1, Math.round(tile.plane().width() * factor));
    double height = Math.max(1, Math.round(tile.plane().height() * factor));
    double left = sheet.x() + index % columns * (tileWidth + gap);
    int row = index / columns;
    double top = sheet.y() + row * rowHeight() + (isLabelled ? LABEL_HEIGHT : 0);
    return new Box(
        left + Math.floor((tileWidth - width) / 2),
        top + Math.floor((tileHeight - height) / 2),
        width,
        height);
  }

  private void drawLabels(Canvas canvas, Box sheet) {
    for (int i = 0; i < panel.tiles().size(); i++) {
      double left = sheet.x() + i % columns * (tileWidth + gap);
      int row = i / columns;
      double top = sheet.y() + row * rowHeight();
      String label = Typography.fitted(panel.tiles().get(i).label(), LABEL, tileWidth);
      canvas.text(left, top + LABEL.size(), label, LABEL, Anchor.START);
    }
  }

  private Cells cells(Tile tile) {
    ColorScale scale =
        tile.own().or(() -> panel.colors().map(ColorBar::scale)).orElse(ColorScale.gray(0, 1));
    return Cells.of(tile.plane(), scale);
  }

  private void drawCells(Canvas canvas, Box sheet) {
    for (int i = 0; i < panel.tiles().size(); i++) {
      Tile tile = panel.tiles().get(i);
      Box place = place(i, sheet);
      Cells cells = cells(tile);
      double width = place.width() / tile.plane().width();
      double height = place.height() / tile.plane().height();
      for (int row = 0; row < tile.plane().height(); row++) {
        for (int column = 0; column < tile.plane().width(); column++) {
          Box box = new Box(place.x() + column * width, place.y() + row * height, width, height);
          int argb = cells.argb(row, column);
          Fill fill = new Fill(new Color(argb & 0xFFFFFF), (argb >>> 24) / 255.0);
          canvas.rect(box, fill, Stroke.NONE);
        }
      }
    }
  }

  /** One picture of all tiles, transparent between them, fine enough to show every cell. */
  private void drawPicture(Canvas canvas, Box sheet) {
    int fineness = fineness(sheet);
    int width = (int) Math.ceil(sheet.width()) * fineness;
    int height = (int) Math.ceil(sheet.height()) * fineness;
    Pixels picture =
        Pixels.painted(
            width,
            height,
            argb -> {
              for (int i = 0; i < panel.tiles().size(); i++) {
                Box place = place(i, sheet).moved(-sheet.x(), -sheet.y());
                paint(panel.tiles().get(i), place, fineness, argb, width);
              }
            });
    Box whole =
        new Box(sheet.x(), sheet.y(), (double) width / fineness, (double) height / fineness);
    canvas.image(whole, picture, Sampling.PIXELATED);
  }

  /** Pixels of the picture in one CSS pixel. */
  private int fineness(Box sheet) {
    double wanted =
        panel.tiles().stream()
            .mapToDouble(
                tile ->
                    Math.max(
                        (double) tile.plane().width() / tileWidth,
                        (double) tile.plane().height() / tileHeight))
            .max()
            .orElse(1);
    double affordable = Math.sqrt(16e6 / Math.max(1, sheet.width() * sheet.height()));
    return (int) Math.max(1, Math.min(Math.ceil(wanted), Math.floor(affordable)));
  }

  private void paint(Tile tile, Box place, int fineness, int[] argb, int stride) {
    Cells cells = cells(tile);
    int width = (int) (place.width() * fineness);
    int height = (int) (place.height() * fineness);
    int left = (int) (place.x() * fineness);
    int top = (int) (place.y() * fineness);
    int columns = tile.plane().width();
    int before = -1;
    for (int y = 0; y < height; y++) {
      int row = y * tile.plane().height() / height;
      int at = (top + y) * stride + left;
      if (row == before) {
        System.arraycopy(argb, at - stride, argb, at, width);
      } else {
        for (int column = 0; column < columns; column++) {
          int from = firstOf(column, columns, width);
          int to = firstOf(column + 1, columns, width);
          if (from < to) {
            Arrays.fill(argb, at + from, at + to, cells.argb(row, column));
          }
        }
      }
      before = row;
    }
  }

  /** The first of {@code width} pixels that a column of cells is under: {@code x n / width}. */
  private static int firstOf(int column, int columns, int width) {
    return (column * width + columns - 1) / columns;
  }
}
