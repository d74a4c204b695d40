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

/** The axis below a panel: its ticks and names, and how they are set so that none overlap. */
final class XAxis {
  private static final double TICK_LENGTH = 4;
  private static final double GAP = 4;
  private static final double TYPICAL_SPACING = 76;
  private static final double MAX_NAME = 170;
  private static final Stroke LINE = Stroke.of(Palette.MUTED, 1);
  private static final TextStyle STYLE = Typography.TICK;

  /** Room for one upright name. */
  static final double UPRIGHT_NAME_WIDTH = 12.5;

  private final Axis axis;
  private final Range range;
  private final List<Tick> ticks;
  private final List<String> names;
  private final boolean upright;

  /** Sets the axis on a width in pixels. */
  XAxis(Axis axis, Range range, double width) {
    this.axis = axis;
    this.range = range;
    this.names =
        axis.categories().stream().map(c -> Typography.fitted(c.label(), STYLE, MAX_NAME)).toList();
    this.ticks = axis.isCategorical() ? List.of() : spacedTicks(axis.scale(), range, width);
    this.upright = !names.isEmpty() && Typography.maxWidth(names, STYLE) + 6 > width / names.size();
  }

  private static List<Tick> spacedTicks(Axis.Scale scale, Range range, double width) {
    int wanted = (int) Math.max(2, width / TYPICAL_SPACING);
    List<Tick> ticks = Ticks.of(scale, range, wanted);
    while (wanted > 2 && !areApart(ticks, new Projection(scale, range, 0, width))) {
      wanted--;
      ticks = Ticks.of(scale, range, wanted);
    }
    return ticks;
  }

  private static boolean areApart(List<Tick> ticks, Projection projection) {
    double end = Double.NEGATIVE_INFINITY;
    for (Tick tick : ticks) {
      double half = Typography.width(tick.label(), STYLE) / 2;
      double at = projection.at(tick.value());
      if (tick.isMajor() && at - half < end + 10) {
        return false;
      }
      end = tick.isMajor() ? at + half : end;
    }
    return true;
  }

  /** The least width in which the names of a categorical axis can be read. */
  static double minWidth(Axis axis) {
    return axis.isCategorical() ? UPRIGHT_NAME_WIDTH * axis.categories().size() : 120;
  }

  Projection projection(Box plot) {
    return new Projection(axis.scale(), range, plot.x(), plot.right());
  }

  /** How far the last label reaches beyond the plot. */
  double overhang(double width) {
    double reach = 0;
    Projection projection = new Projection(axis.scale(), range, 0, width);
    for (Tick tick : ticks) {
      double right = projection.at(tick.value()) + Typography.width(tick.label(), STYLE) / 2;
      reach = Math.max(reach, tick.isMajor() ? right - width : 0);
    }
    return Math.max(4, Math.ceil(reach + 1));
  }

  /** The height of ticks, names and label below the plot. */
  double height() {
    double label = label().isEmpty() ? 0 : Typography.lineHeight(Typography.AXIS_LABEL) + 3;
    return labelTop() + label;
  }

  private double labelTop() {
    double namesHeight = upright ? Typography.maxWidth(names, STYLE) : Typography.lineHeight(STYLE);
    return TICK_LENGTH + GAP + namesHeight;
  }

  private String label() {
    return Typography.withUnit(axis.label(), axis.unit());
  }

  void drawGrid(Canvas canvas, Box plot) {
    Projection projection = projection(plot);
    for (Tick tick : ticks) {
      if (tick.isMajor()) {
        double x = projection.at(tick.value());
        canvas.line(x, plot.y(), x, plot.bottom(), Stroke.of(Palette.GRID, 1));
      }
    }
  }

  /** The axis' line and its ticks, without words. */
  void drawLine(Canvas canvas, Box plot) {
    Projection projection = projection(plot);
    canvas.line(plot.x(), plot.bottom(), plot.right(), plot.bottom(), LINE);
    for (Tick tick : ticks) {
      double x = projection.at(tick.value());
      double length = tick.isMajor() ? TICK_LENGTH : TICK_LENGTH / 2;
      canvas.line(x, plot.bottom(), x, plot.bottom() + length, LINE);
    }
  }

  /** The numbers or names, and the label. */
  void drawWords(Canvas canvas, Box plot) {
    double top = plot.bottom() + TICK_LENGTH + GAP;
    Projection projection = projection(plot);
    double baseLine = top + STYLE.size() * 0.8;
    for (Tick tick : ticks) {
      canvas.text(projection.at(tick.value()), baseLine, tick.label(), STYLE, Anchor.MIDDLE);
    }
    for (int i = 0; i < names.size(); i++) {
      drawName(canvas, projection.slot(i, names.size()), top, i);
    }
    double labelLine = plot.bottom() + labelTop() + Typography.AXIS_LABEL.size() + 2;
    canvas.text(plot.centerX(), labelLine, label(), Typography.AXIS_LABEL, Anchor.MIDDLE);
  }

  private void drawName(Canvas canvas, double x, double top, int index) {
    String name = names.get(index);
    canvas.tagged(
        axis.categories().get(index).tag(),
        () -> {
          if (upright) {
            canvas.text(x + Typography.centering(STYLE), top, name, STYLE, Anchor.END, -90);
          } else {
            canvas.text(x, top + STYLE.size() * 0.8, name, STYLE, Anchor.MIDDLE);
          }
        });
  }
}
