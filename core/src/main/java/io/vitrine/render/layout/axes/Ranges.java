package io.vitrine.render.layout.axes;

import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.Axis;
import io.vitrine.figure.Axis.Range;
import io.vitrine.figure.Mark;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/** Finds the range that an axis needs for its marks. */
public final class Ranges {
  private static final Range UNIT = new Range(0, 1);

  private Ranges() {}

  /** The x range of panels that share their x axis. */
  public static Range sharedX(List<AxesPanel> panels) {
    for (AxesPanel panel : panels) {
      if (panel.x().range().isPresent()) {
        return panel.x().range().get();
      }
    }
    double[] values =
        panels.stream().flatMapToDouble(panel -> values(panel, Mark.Side.X)).toArray();
    return around(values, panels.get(0).x().scale(), padding(values.length));
  }

  public static Range x(AxesPanel panel) {
    double[] values = values(panel, Mark.Side.X).toArray();
    return of(panel.x(), values, hasBars(panel) ? 0.06 : padding(values.length));
  }

  static Range y(AxesPanel panel) {
    return of(panel.y(), values(panel, Mark.Side.Y).toArray(), 0.06);
  }

  private static double padding(int points) {
    return points > 50 ? 0 : 0.02;
  }

  private static boolean hasBars(AxesPanel panel) {
    return panel.marks().stream().anyMatch(Mark.Bars.class::isInstance);
  }

  private static Range of(Axis axis, double[] values, double padding) {
    return axis.isCategorical()
        ? UNIT
        : axis.range().orElseGet(() -> around(values, axis.scale(), padding));
  }

  private static DoubleStream values(AxesPanel panel, Mark.Side side) {
    Mark.Side ofBars = panel.x().isCategorical() ? Mark.Side.Y : Mark.Side.X;
    Axis axis = side == Mark.Side.X ? panel.x() : panel.y();
    return panel.marks().stream()
        .flatMapToDouble(
            mark -> {
              if (mark instanceof Mark.Line line) {
                return (side == Mark.Side.X ? line.x() : line.y()).stream();
              } else if (mark instanceof Mark.Bars bars && side == ofBars) {
                return DoubleStream.concat(DoubleStream.of(0), bars.values().stream());
              } else if (mark instanceof Mark.Rule rule && rule.across() == side) {
                return DoubleStream.of(rule.at());
              } else if (mark instanceof Mark.Span span && span.across() == side) {
                return DoubleStream.of(span.from(), span.to());
              }
              return DoubleStream.empty();
            })
        .filter(v -> Double.isFinite(v) && (axis.scale() != Axis.Scale.LOG || v > 0));
  }

  /** A range with the values in it, and a little room on either side, but none across zero. */
  private static Range around(double[] values, Axis.Scale scale, double padding) {
    if (values.length == 0) {
      return scale == Axis.Scale.LOG ? new Range(0.1, 10) : UNIT;
    }
    double min = Arrays.stream(values).min().orElseThrow();
    double max = Arrays.stream(values).max().orElseThrow();
    if (scale == Axis.Scale.LOG) {
      double factor = Math.max(Math.pow(max / min, padding), min == max ? 2 : 1.1);
      return new Range(min / factor, max * factor);
    }
    if (min == max) {
      double half = scale == Axis.Scale.INTEGER ? 1 : Math.max(Math.abs(min) * 0.1, 1e-9);
      return new Range(min - half, max + half);
    }
    double room = (max - min) * padding;
    double from = min >= 0 && min - room < 0 ? 0 : min == 0 ? 0 : min - room;
    double to = max <= 0 && max + room > 0 ? 0 : max + room;
    return new Range(from, to);
  }
}
