package io.vitrine.render.layout.axes;

import io.vitrine.figure.Axis;
import io.vitrine.figure.Axis.Range;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Typography;
import java.util.List;

/** The axis left of a panel: its ticks or names, and its label. */
final class YAxis {
  private static final double TICK_LENGTH = 4;
  private static final double GAP = 4;
  private static final double TYPICAL_SPACING = 42;
  private static final double MAX_NAME = 220;
  private static final Stroke LINE = Stroke.of(Palette.MUTED, 1);
  private static final TextStyle STYLE = Typography.TICK;

  private final Axis axis;
  private final Range range;
  private final List<Tick> ticks;
  private final List<String> names;
  private final List<String> labelLines;

  /** Sets the axis on a height in pixels. */
  YAxis(Axis axis, Range range, double height) {
    this.axis = axis;
    this.range = range;
    this.names =
        axis.categories().stream().map(c -> Typography.fitted(c.label(), STYLE, MAX_NAME)).toList();
    int wanted = (int) Math.max(2, height / TYPICAL_SPACING);
    this.ticks = axis.isCategorical() ? List.of() : Ticks.of(axis.scale(), range, wanted);
    String label = Typography.withUnit(axis.label(), axis.unit());
    this.labelLines = Typography.wrapped(label, Typography.AXIS_LABEL, height + 16);
  }

  /** Numbers point up, names are read from the top. */
  Projection projection(Box plot) {
    return axis.isCategorical()
        ? new Projection(axis.scale(), range, plot.y(), plot.bottom())
        : new Projection(axis.scale(), range, plot.bottom(), plot.y());
  }

  /** The width of label, names and ticks left of the plot. */
  double width() {
    double words = Math.max(Typography.maxWidth(names, STYLE), tickWidth());
    double labels = labelLines.size() * Typography.lineHeight(Typography.AXIS_LABEL);
    return Math.ceil(labels + (labels > 0 ? 4 : 0) + words + GAP + TICK_LENGTH);
  }

  private double tickWidth() {
    return Typography.maxWidth(ticks.stream().map(Tick::label).toList(), STYLE);
  }

  void drawGrid(Canvas canvas, Box plot) {
    Projection projection = projection(plot);
    for (Tick tick : ticks) {
      if (tick.isMajor()) {
        double y = projection.at(tick.value());
        canvas.line(plot.x(), y, plot.right(), y, Stroke.of(Palette.GRID, 1));
      }
    }
  }

  void drawLine(Canvas canvas, Box plot) {
    Projection projection = projection(plot);
    canvas.line(plot.x(), plot.y(), plot.x(), plot.bottom(), LINE);
    for (Tick tick : ticks) {
      double y = projection.at(tick.value());
      double length = tick.isMajor() ? TICK_LENGTH : TICK_LENGTH / 2;
      canvas.line(plot.x() - length, y, plot.x(), y, LINE);
    }
  }

  void drawWords(Canvas canvas, Box plot) {
    Projection projection = projection(plot);
    double right = plot.x() - TICK_LENGTH - GAP;
    double centering = Typography.centering(STYLE);
    for (Tick tick : ticks) {
      canvas.text(right, projection.at(tick.value()) + centering, tick.label(), STYLE, Anchor.END);
    }
    int every = every(plot.height());
    for (int i = 0; i < names.size(); i += every) {
      String name = names.get(i);
      double y = projection.slot(i, names.size()) + centering;
      canvas.tagged(
          axis.categories().get(i).tag(), () -> canvas.text(right, y, name, STYLE, Anchor.END));
    }
    drawLabel(canvas, plot);
  }

  /** Every how many names are written, so that they have the room. */
  private int every(double height) {
    return names.isEmpty() ? 1 : (int) Math.max(1, Math.ceil(12 * names.size() / height));
  }

  private void drawLabel(Canvas canvas, Box plot) {
    double x = plot.x() - width() + Typography.AXIS_LABEL.size() * 0.85;
    for (String line : labelLines) {
      canvas.text(x, plot.centerY(), line, Typography.AXIS_LABEL, Anchor.MIDDLE, -90);
      x += Typography.lineHeight(Typography.AXIS_LABEL);
    }
  }
}
