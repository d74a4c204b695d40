package io.vitrine.render.layout.axes;

import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis.Range;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.layout.part.Block;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Typography;

/** A panel of marks between two axes: heading and legend above, names and ticks around. */
public final class AxesBlock implements Block {
  private static final double HEADING = 22;
  private static final double BAR_ROW_HEIGHT = 15;

  /** Whether the x axis has its words, or leaves them to the panel below. */
  public enum XWords {
    SHOWN,
    LEFT_OUT
  }

  private final AxesPanel panel;
  private final Range xRange;
  private final XWords xWords;
  private final YAxis yAxis;
  private final Legend legend;

  public AxesBlock(AxesPanel panel, Range xRange, XWords xWords) {
    this.panel = panel;
    this.xRange = xRange;
    this.xWords = xWords;
    this.yAxis = new YAxis(panel.y(), Ranges.y(panel), plotHeight());
    this.legend = Legend.of(panel.marks());
  }

  private double plotHeight() {
    return Math.max(panel.heightPx(), BAR_ROW_HEIGHT * panel.y().categories().size());
  }

  @Override
  public double minWidth() {
    return yAxis.width() + XAxis.minWidth(panel.x()) + 12;
  }

  @Override
  public Insets insets(double width) {
    double plot = Math.max(20, width - yAxis.width());
    double right = new XAxis(panel.x(), xRange, plot).overhang(plot);
    return new Insets(yAxis.width(), right, top(width));
  }

  @Override
  public double height(double width, Insets insets) {
    double plot = width - insets.left() - insets.right();
    return insets.top() + plotHeight() + bottom(new XAxis(panel.x(), xRange, plot));
  }

  private double bottom(XAxis xAxis) {
    return xWords == XWords.SHOWN ? xAxis.height() : 6;
  }

  private boolean isLegendInHeading(double width) {
    double title =
        panel.title().isEmpty() ? 0 : Typography.width(panel.title(), Typography.PANEL_TITLE) + 24;
    return title + legend.width() <= width;
  }

  private double top(double width) {
    boolean beside = legend.isEmpty() || isLegendInHeading(width);
    double heading = panel.title().isEmpty() && (legend.isEmpty() || !beside) ? 6 : HEADING;
    return heading + (beside ? 0 : legend.height(width) + 4);
  }

  @Override
  public void draw(Canvas canvas, Box box, Insets insets) {
    drawHeading(canvas, box, insets);
    Box plot =
        new Box(
            box.x() + insets.left(),
            box.y() + insets.top(),
            box.width() - insets.left() - insets.right(),
            plotHeight());
    XAxis xAxis = new XAxis(panel.x(), xRange, plot.width());
    Projection x = xAxis.projection(plot);
    MarkPainter painter = new MarkPainter(canvas, panel, plot, x, yAxis.projection(plot));
    painter.drawBehind();
    xAxis.drawGrid(canvas, plot);
    yAxis.drawGrid(canvas, plot);
    painter.draw();
    xAxis.drawLine(canvas, plot);
    yAxis.drawLine(canvas, plot);
    yAxis.drawWords(canvas, plot);
    if (xWords == XWords.SHOWN) {
      xAxis.drawWords(canvas, plot);
    }
  }

  private void drawHeading(Canvas canvas, Box box, Insets insets) {
    double baseLine = box.y() + 13;
    String title = Typography.fitted(panel.title(), Typography.PANEL_TITLE, box.width());
    canvas.text(box.x(), baseLine, title, Typography.PANEL_TITLE, Anchor.START);
    if (legend.isEmpty()) {
      return;
    }
    if (isLegendInHeading(box.width())) {
      double left = box.right() - insets.right() - legend.width();
      legend.draw(canvas, Math.max(box.x(), left), box.y(), legend.width() + 1);
    } else {
      legend.draw(canvas, box.x(), box.y() + (panel.title().isEmpty() ? 4 : HEADING), box.width());
    }
  }
}
