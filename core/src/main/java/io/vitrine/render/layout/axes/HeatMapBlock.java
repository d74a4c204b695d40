package io.vitrine.render.layout.axes;

import io.vitrine.figure.Axis;
import io.vitrine.figure.Axis.Category;
import io.vitrine.figure.Axis.Range;
import io.vitrine.figure.Grid;
import io.vitrine.figure.HeatMapPanel;
import io.vitrine.figure.Pixels;
import io.vitrine.figure.Tag;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element.Sampling;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.layout.part.Block;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Cells;
import io.vitrine.render.layout.part.Heading;
import io.vitrine.render.layout.part.NumberText;
import io.vitrine.render.layout.part.Typography;
import io.vitrine.render.layout.part.Words;
import java.util.List;

/** A matrix in colors with the names of its rows, an axis below and the key to its colors. */
public final class HeatMapBlock implements Block {
  private static final double KEY_GAP = 8;
  private static final double LEAST_UNUSUAL_PX = 3;
  private static final int MOST_UNUSUAL = 1000;
  private static final Range UNIT = new Range(0, 1);

  private final HeatMapPanel panel;
  private final Heading heading;
  private final YAxis yAxis;
  private final Range xRange;
  private final ColorKey key;

  public HeatMapBlock(HeatMapPanel panel, Words words) {
    this.panel = panel;
    this.heading = new Heading(panel.title());
    this.yAxis = new YAxis(panel.rows(), UNIT, plotHeight());
    this.xRange = panel.x().range().orElse(UNIT);
    this.key = ColorKey.of(panel.colors(), List.of(panel.values()), words);
  }

  private double plotHeight() {
    return Math.ceil(panel.rowHeightPx() * panel.values().height());
  }

  @Override
  public double minWidth() {
    return yAxis.width() + Math.max(key.minWidth(), XAxis.minWidth(panel.x()));
  }

  @Override
  public Insets insets(double width) {
    double plot = Math.max(20, width - yAxis.width());
    return new Insets(yAxis.width(), new XAxis(panel.x(), xRange, plot).overhang(plot), 0);
  }

  @Override
  public double height(double width, Insets insets) {
    double plot = width - insets.left() - insets.right();
    double axis = new XAxis(panel.x(), xRange, plot).height();
    return heading.height(width) + plotHeight() + axis + KEY_GAP + key.height(plot);
  }

  @Override
  public void draw(Canvas canvas, Box box, Insets insets) {
    heading.draw(canvas, box);
    double left = Math.round(box.x() + insets.left());
    double width = Math.floor(box.width() - insets.left() - insets.right());
    Box plot =
        new Box(left, Math.round(box.y() + heading.height(box.width())), width, plotHeight());
    if (panel.values().width() * panel.values().height() > Cells.MOST_SINGLE) {
      drawPicture(canvas, plot);
    } else {
      drawCells(canvas, plot);
    }
    XAxis xAxis = new XAxis(panel.x(), xRange, plot.width());
    xAxis.drawLine(canvas, plot);
    xAxis.drawWords(canvas, plot);
    yAxis.drawWords(canvas, plot);
    key.draw(canvas, plot.x(), plot.bottom() + xAxis.height() + KEY_GAP, plot.width());
  }

  private void drawCells(Canvas canvas, Box plot) {
    Grid values = panel.values();
    Cells cells = Cells.of(values, scale());
    double width = plot.width() / values.width();
    for (int row = 0; row < values.height(); row++) {
      for (int column = 0; column < values.width(); column++) {
        double y = plot.y() + row * panel.rowHeightPx();
        Box box = new Box(plot.x() + column * width, y, width, panel.rowHeightPx());
        Color color = new Color(cells.argb(row, column) & 0xFFFFFF);
        String tooltip = tooltip(row, column);
        canvas.tagged(Tag.titled(tooltip), () -> canvas.rect(box, Fill.of(color), Stroke.NONE));
      }
    }
  }

  private String tooltip(int row, int column) {
    Axis x = panel.x();
    double step = (xRange.to() - xRange.from()) / panel.values().width();
    String where =
        x.isCategorical()
            ? x.categories().get(column).label()
            : x.label() + " " + NumberText.of(xRange.from() + (column + 0.5) * step);
    String value = NumberText.of(panel.values().at(row, column));
    String name = panel.rows().categories().get(row).label();
    return name + ", " + where + ": " + Typography.withUnit(value, panel.colors().unit());
  }

  private ColorScale scale() {
    return panel.colors().scale();
  }

  /** Runs of cells with a color of their own, wide enough to be seen. */
  private void drawUnusual(Canvas canvas, Box plot) {
    Grid values = panel.values();
    double width = plot.width() / values.width();
    int runs = 0;
    for (int row = 0; row < values.height(); row++) {
      for (int from = 0; from < values.width() && runs < MOST_UNUSUAL; from++) {
        int to = from;
        while (to < values.width() && isAlike(values.at(row, from), values.at(row, to))) {
          to++;
        }
        if (to > from && (to - from) * width < LEAST_UNUSUAL_PX) {
          double middle = plot.x() + (from + to) / 2.0 * width;
          double left =
              Math.min(
                  Math.max(middle - LEAST_UNUSUAL_PX / 2, plot.x()),
                  plot.right() - LEAST_UNUSUAL_PX);
          Box mark =
              new Box(
                  left,
                  plot.y() + row * panel.rowHeightPx(),
                  LEAST_UNUSUAL_PX,
                  panel.rowHeightPx());
          canvas.rect(mark, Fill.of(new Color(scale().rgb(values.at(row, from)))), Stroke.NONE);
          runs++;
        }
        from = Math.max(from, to);
      }
    }
  }

  private boolean isAlike(double value, double other) {
    return !scale().places(value)
        && !scale().places(other)
        && scale().rgb(value) == scale().rgb(other);
  }

  /** One picture, and over each row an invisible strip with the row's tooltip. */
  private void drawPicture(Canvas canvas, Box plot) {
    Grid drawn = Thinning.columns(panel.values(), scale(), (int) (2 * plot.width()));
    canvas.image(plot, Pixels.of(drawn, scale()), Sampling.PIXELATED);
    drawUnusual(canvas, plot);
    for (int row = 0; row < drawn.height(); row++) {
      Category category = panel.rows().categories().get(row);
      Tag tag =
          Tag.titled(category.tag().title().isEmpty() ? category.label() : category.tag().title());
      double y = plot.y() + row * panel.rowHeightPx();
      Box strip = new Box(plot.x(), y, plot.width(), panel.rowHeightPx());
      canvas.tagged(
          tag.linkingTo(category.tag().link()), () -> canvas.rect(strip, Fill.NONE, Stroke.NONE));
    }
  }
}
