package io.vitrine.render.layout;

import io.vitrine.figure.TablePanel;
import io.vitrine.figure.TablePanel.Align;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.layout.part.Block;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Heading;
import io.vitrine.render.layout.part.Typography;
import java.util.ArrayList;
import java.util.List;

/** A table with its headings, as wide as its texts. */
final class TableBlock implements Block {
  private static final double ROW_HEIGHT = 18;
  private static final double PADDING = 9;
  private static final TextStyle HEADING = TextStyle.bold(11.5, Palette.INK);
  private static final TextStyle CELL = TextStyle.regular(11.5, Palette.INK);

  private final TablePanel panel;
  private final Heading heading;
  private final List<Double> widths;

  TableBlock(TablePanel panel) {
    this.panel = panel;
    this.heading = new Heading(panel.title());
    this.widths = widths(panel);
  }

  private static List<Double> widths(TablePanel panel) {
    List<Double> widths = new ArrayList<>();
    for (int c = 0; c < panel.columns().size(); c++) {
      int column = c;
      double cells =
          Typography.maxWidth(panel.rows().stream().map(r -> r.cells().get(column)).toList(), CELL);
      double title = Typography.width(panel.columns().get(c).heading(), HEADING);
      widths.add(Math.ceil(Math.max(cells, title)) + 2 * PADDING);
    }
    return widths;
  }

  @Override
  public double minWidth() {
    return widths.stream().mapToDouble(Double::doubleValue).sum();
  }

  @Override
  public double height(double width, Insets insets) {
    return heading.height(width) + (panel.rows().size() + 1) * ROW_HEIGHT + 4;
  }

  @Override
  public void draw(Canvas canvas, Box box, Insets insets) {
    heading.draw(canvas, box);
    double y = box.y() + heading.height(box.width());
    List<String> headings = panel.columns().stream().map(TablePanel.Column::heading).toList();
    drawRow(canvas, headings, HEADING, box.x(), y);
    y += ROW_HEIGHT;
    canvas.line(box.x(), y, box.x() + minWidth(), y, Stroke.of(Palette.MUTED, 1));
    for (int i = 0; i < panel.rows().size(); i++) {
      TablePanel.Row row = panel.rows().get(i);
      Box stripe = new Box(box.x(), y, minWidth(), ROW_HEIGHT);
      boolean shaded = i % 2 == 1;
      canvas.tagged(
          row.tag(),
          () -> {
            canvas.rect(stripe, shaded ? Fill.of(Palette.SHADE) : Fill.NONE, Stroke.NONE);
            drawRow(canvas, row.cells(), CELL, box.x(), stripe.y());
          });
      y += ROW_HEIGHT;
    }
  }

  private void drawRow(
      Canvas canvas, List<String> cells, TextStyle style, double left, double top) {
    double x = left;
    double baseLine = top + ROW_HEIGHT / 2 + Typography.centering(style);
    for (int c = 0; c < cells.size(); c++) {
      double width = widths.get(c);
      Align align = panel.columns().get(c).align();
      switch (align) {
        case LEFT -> canvas.text(x + PADDING, baseLine, cells.get(c), style, Anchor.START);
        case CENTER -> canvas.text(x + width / 2, baseLine, cells.get(c), style, Anchor.MIDDLE);
        case RIGHT -> canvas.text(x + width - PADDING, baseLine, cells.get(c), style, Anchor.END);
      }
      x += width;
    }
  }
}
