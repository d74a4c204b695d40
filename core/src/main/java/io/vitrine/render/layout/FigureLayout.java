package io.vitrine.render.layout;

import io.vitrine.figure.Arrangement.SharedX;
import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis.Range;
import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.GraphPanel;
import io.vitrine.figure.HeatMapPanel;
import io.vitrine.figure.Panel;
import io.vitrine.figure.TablePanel;
import io.vitrine.figure.TilesPanel;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.layout.axes.AxesBlock;
import io.vitrine.render.layout.axes.HeatMapBlock;
import io.vitrine.render.layout.axes.Ranges;
import io.vitrine.render.layout.diagram.DiagramBlock;
import io.vitrine.render.layout.part.Block;
import io.vitrine.render.layout.part.Block.Insets;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Typography;
import io.vitrine.render.layout.part.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lays a figure out: heading, panels in rows, footnote. */
public final class FigureLayout {
  private static final double MARGIN = 18;
  private static final double COLUMN_GAP = 26;
  private static final double ROW_GAP = 18;

  private final Figure figure;
  private final List<Block> blocks;
  private final int columns;
  private final double columnWidth;
  private final double width;

  private FigureLayout(Figure figure) {
    this.figure = figure;
    this.blocks = blocks(figure);
    this.columns = Math.min(figure.arrangement().columns(), blocks.size());
    double gaps = (columns - 1) * COLUMN_GAP + 2 * MARGIN;
    double least = blocks.stream().mapToDouble(Block::minWidth).max().orElse(0);
    this.columnWidth = Math.max(Math.ceil(least), Math.floor((figure.widthPx() - gaps) / columns));
    this.width = Math.ceil(columnWidth * columns + gaps);
  }

  /** The drawing of a figure. */
  public static Drawing of(Figure figure) {
    return new FigureLayout(figure).draw();
  }

  private static List<Block> blocks(Figure figure) {
    List<AxesPanel> axes =
        figure.panels().stream()
            .filter(AxesPanel.class::isInstance)
            .map(AxesPanel.class::cast)
            .toList();
    boolean shared = figure.arrangement().sharedX() == SharedX.YES && !axes.isEmpty();
    List<Block> blocks = new ArrayList<>();
    Words words = Words.in(figure.language());
    int seen = 0;
    for (Panel panel : figure.panels()) {
      if (panel instanceof HeatMapPanel map) {
        blocks.add(new HeatMapBlock(map, words));
      } else if (panel instanceof TilesPanel tiles) {
        blocks.add(new TilesBlock(tiles, words));
      } else if (panel instanceof DiagramPanel diagram) {
        blocks.add(new DiagramBlock(diagram, words));
      } else if (panel instanceof GraphPanel graph) {
        blocks.add(new GraphBlock(graph, words));
      } else if (panel instanceof TablePanel table) {
        blocks.add(new TableBlock(table));
      } else if (panel instanceof AxesPanel a) {
        seen++;
        boolean lowest = !shared || seen == axes.size();
        Range x = shared ? Ranges.sharedX(axes) : Ranges.x(a);
        blocks.add(
            new AxesBlock(a, x, lowest ? AxesBlock.XWords.SHOWN : AxesBlock.XWords.LEFT_OUT));
      }
    }
    return blocks;
  }

  private Drawing draw() {
    Canvas canvas = new Canvas();
    double y = MARGIN;
    y = drawLines(canvas, figure.title(), Typography.TITLE, y);
    y = drawLines(canvas, figure.subtitle(), Typography.SUBTITLE, y + 1) + 11;
    y = drawPanels(canvas, y);
    if (!figure.footnote().isBlank()) {
      y = drawLines(canvas, figure.footnote(), Typography.FOOTNOTE, y + 10);
    }
    return new Drawing(
        figure.id(),
        width,
        Math.ceil(y + MARGIN),
        figure.title(),
        figure.alternativeText(),
        figure.language(),
        canvas.elements());
  }

  private double drawLines(Canvas canvas, String text, TextStyle style, double top) {
    double y = top;
    for (String line : Typography.wrapped(text, style, width - 2 * MARGIN)) {
      canvas.text(MARGIN, y + style.size(), line, style, Anchor.START);
      y += Typography.lineHeight(style);
    }
    return y;
  }

  private double drawPanels(Canvas canvas, double top) {
    List<Insets> insets = columnInsets();
    double y = top;
    for (int first = 0; first < blocks.size(); first += columns) {
      List<Block> row = blocks.subList(first, Math.min(first + columns, blocks.size()));
      y += drawRow(canvas, y, row, insets) + ROW_GAP;
    }
    return y - ROW_GAP;
  }

  /** Draws blocks beside each other and returns the height that they take. */
  private double drawRow(Canvas canvas, double top, List<Block> row, List<Insets> columns) {
    double above = row.stream().mapToDouble(b -> b.insets(columnWidth).top()).max().orElse(0);
    List<Insets> insets = columns.stream().map(sides -> sides.under(above)).toList();
    double height = 0;
    for (int c = 0; c < row.size(); c++) {
      height = Math.max(height, Math.ceil(row.get(c).height(columnWidth, insets.get(c))));
    }
    for (int c = 0; c < row.size(); c++) {
      double x = MARGIN + c * (columnWidth + COLUMN_GAP);
      row.get(c).draw(canvas, new Box(x, Math.round(top), columnWidth, height), insets.get(c));
    }
    return height;
  }

  private List<Insets> columnInsets() {
    List<Insets> insets = new ArrayList<>(Collections.nCopies(columns, Insets.NONE));
    for (int i = 0; i < blocks.size(); i++) {
      Insets own = blocks.get(i).insets(columnWidth);
      insets.set(i % columns, insets.get(i % columns).besides(own));
    }
    return insets;
  }
}
