package io.vitrine.render.layout.axes;

import io.vitrine.figure.AxesPanel;
import io.vitrine.figure.LineStyle;
import io.vitrine.figure.Mark;
import io.vitrine.figure.Tag;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.NumberText;
import io.vitrine.render.layout.part.Typography;
import java.util.List;

/** Draws the marks of a panel between its axes. */
final class MarkPainter {
  static final double SPAN_OPACITY = 0.14;
  private static final int TOOLTIPS_UP_TO = 200;
  private static final TextStyle WARNING = TextStyle.bold(10.5, Palette.VERMILLION);

  private final Canvas canvas;
  private final AxesPanel panel;
  private final Box plot;
  private final Projection x;
  private final Projection y;
  private final Labels labels;

  MarkPainter(Canvas canvas, AxesPanel panel, Box plot, Projection x, Projection y) {
    this.canvas = canvas;
    this.panel = panel;
    this.plot = plot;
    this.x = x;
    this.y = y;
    this.labels = new Labels(canvas, plot);
  }

  /** What lies behind the grid. */
  void drawBehind() {
    for (Mark mark : panel.marks()) {
      if (mark instanceof Mark.Span span) {
        canvas.tagged(Tag.titled(span.name()), () -> drawSpan(span));
      }
    }
  }

  void draw() {
    new BarPainter(canvas, panel, plot, x, y).draw();
    canvas.clipped(plot.grown(0.5), this::drawLines);
    panel.marks().forEach(this::avoidRule);
    for (Mark mark : panel.marks()) {
      if (mark instanceof Mark.Rule rule) {
        canvas.tagged(rule.tag(), () -> drawRule(rule));
      }
    }
    for (Mark mark : panel.marks()) {
      if (mark instanceof Mark.Line line) {
        drawPoints(line);
        drawGaps(line);
      }
    }
  }

  private void drawSpan(Mark.Span span) {
    boolean upright = span.across() == Mark.Side.X;
    Projection along = upright ? x : y;
    double from = clamp(along.at(span.from()), upright);
    double to = clamp(along.at(span.to()), upright);
    double low = Math.min(from, to);
    double size = Math.abs(to - from);
    Box box =
        upright
            ? new Box(low, plot.y(), size, plot.height())
            : new Box(plot.x(), low, plot.width(), size);
    canvas.rect(box, new Fill(span.paint(), SPAN_OPACITY), Stroke.NONE);
  }

  private double clamp(double pixel, boolean horizontal) {
    return horizontal
        ? Math.max(plot.x(), Math.min(plot.right(), pixel))
        : Math.max(plot.y(), Math.min(plot.bottom(), pixel));
  }

  private void drawLines() {
    for (Mark mark : panel.marks()) {
      if (mark instanceof Mark.Line line && line.style().course() != LineStyle.Course.NONE) {
        Outline path = LinePath.of(line, x, y);
        labels.avoid(path);
        Tag tag =
            line.tag().isEmpty() && !line.name().isEmpty() ? Tag.titled(line.name()) : line.tag();
        if (!path.isEmpty()) {
          canvas.tagged(tag, () -> canvas.path(path, Fill.NONE, Markers.stroke(line.style())));
        }
      }
    }
  }

  private void avoidRule(Mark mark) {
    if (mark instanceof Mark.Rule rule) {
      boolean upright = rule.across() == Mark.Side.X;
      double at = (upright ? x : y).at(rule.at());
      labels.avoid(
          upright
              ? Outline.polyline(at, plot.y(), at, plot.bottom()).build()
              : Outline.polyline(plot.x(), at, plot.right(), at).build());
    }
  }

  private void drawRule(Mark.Rule rule) {
    boolean upright = rule.across() == Mark.Side.X;
    double at = (upright ? x : y).at(rule.at());
    if (upright
        ? at < plot.x() - 1 || at > plot.right() + 1
        : at < plot.y() - 1 || at > plot.bottom() + 1) {
      return;
    }
    Stroke stroke = Markers.stroke(rule.style());
    TextStyle style = TextStyle.regular(Typography.SMALL.size(), rule.style().paint());
    if (upright) {
      canvas.line(at, plot.y(), at, plot.bottom(), stroke);
      labels.beside(at, plot.y() + 9, rule.label(), style);
    } else {
      canvas.line(plot.x(), at, plot.right(), at, stroke);
      labels.beside(plot.right(), at - 9, rule.label(), style);
    }
  }

  private void drawPoints(Mark.Line line) {
    if (line.style().marker() == LineStyle.Marker.NONE) {
      return;
    }
    for (int i = 0; i < line.x().size(); i++) {
      double px = line.x().at(i);
      double py = line.y().at(i);
      if (isInside(px, py)) {
        Tag tag = line.x().size() <= TOOLTIPS_UP_TO ? Tag.titled(tooltip(line, px, py)) : Tag.NONE;
        canvas.tagged(tag, () -> Markers.draw(canvas, line.style(), x.at(px), y.at(py)));
      }
    }
  }

  private boolean isInside(double px, double py) {
    if (!x.places(px) || !y.places(py)) {
      return false;
    }
    return plot.grown(1).contains(new Box(x.at(px), y.at(py), 0, 0));
  }

  private String tooltip(Mark.Line line, double px, double py) {
    String where = panel.x().label() + " " + NumberText.of(px);
    String what = Typography.withUnit(NumberText.of(py), panel.y().unit());
    return (line.name().isEmpty() ? "" : line.name() + ", ") + where + ": " + what;
  }

  /** Marks, at the edge, where a line has no place: one sign for each run of such points. */
  private void drawGaps(Mark.Line line) {
    boolean before = false;
    for (int i = 0; i < line.x().size(); i++) {
      double value = line.y().at(i);
      boolean gap = x.places(line.x().at(i)) && !y.places(value);
      if (gap && !before) {
        drawGap(line, x.at(line.x().at(i)), value, tooltip(line, line.x().at(i), value));
      }
      before = gap;
    }
  }

  private void drawGap(Mark.Line line, double at, double value, String tooltip) {
    if (at < plot.x() - 1 || at > plot.right() + 1) {
      return;
    }
    double edge = value == Double.POSITIVE_INFINITY ? plot.y() + 5 : plot.bottom() - 5;
    canvas.tagged(
        Tag.titled(tooltip),
        () -> {
          Stroke trace = Stroke.of(line.style().paint(), 1.2).dashed(1.5, 3);
          canvas.line(at, plot.y(), at, plot.bottom(), trace);
          Stroke stroke = Stroke.of(line.style().paint(), 1.8);
          canvas.line(at - 3.5, edge - 3.5, at + 3.5, edge + 3.5, stroke);
          canvas.line(at - 3.5, edge + 3.5, at + 3.5, edge - 3.5, stroke);
          labels.beside(at + 1, edge - 4, sign(value), WARNING);
        });
  }

  /** The sign for a value without a place. */
  static String sign(double value) {
    return Double.isFinite(value) ? value < 0 ? "< 0" : "0" : NumberText.of(value);
  }

  /** Draws the bars of a panel. */
  private record BarPainter(Canvas canvas, AxesPanel panel, Box plot, Projection x, Projection y) {
    private static final double FILLING = 0.78;

    void draw() {
      List<Mark.Bars> sets =
          panel.marks().stream()
              .filter(Mark.Bars.class::isInstance)
              .map(Mark.Bars.class::cast)
              .toList();
      for (int s = 0; s < sets.size(); s++) {
        for (int i = 0; i < sets.get(s).values().size(); i++) {
          drawBar(sets.get(s), i, s, sets.size());
        }
      }
    }

    private boolean isStanding() {
      return panel.x().isCategorical();
    }

    private void drawBar(Mark.Bars bars, int index, int set, int sets) {
      double slot = (isStanding() ? plot.width() : plot.height()) / bars.values().size();
      double size = slot * FILLING / sets;
      Projection along = isStanding() ? x : y;
      double begin = along.slot(index, bars.values().size()) - slot * FILLING / 2 + set * size;
      double value = bars.values().at(index);
      Tag tag =
          bars.tags().isEmpty() ? Tag.titled(tooltip(bars, index, value)) : bars.tags().get(index);
      canvas.tagged(
          tag,
          () -> {
            if (value != 0 && valueAxis().places(value)) {
              canvas.rect(bar(begin, size, value), Fill.of(bars.paint()), Stroke.NONE);
            } else {
              drawSign(begin + size / 2, size, value);
            }
          });
    }

    private String tooltip(Mark.Bars bars, int index, double value) {
      String category = (isStanding() ? panel.x() : panel.y()).categories().get(index).label();
      String unit = (isStanding() ? panel.y() : panel.x()).unit();
      String of = bars.name().isEmpty() ? "" : ", " + bars.name();
      return category + of + ": " + Typography.withUnit(NumberText.of(value), unit);
    }

    private Projection valueAxis() {
      return isStanding() ? y : x;
    }

    private double base() {
      Projection axis = valueAxis();
      boolean hasZero = axis.scale() != io.vitrine.figure.Axis.Scale.LOG;
      return hasZero ? clamp(axis.at(0)) : axis.begin();
    }

    private double clamp(double pixel) {
      double low = isStanding() ? plot.y() : plot.x();
      double high = isStanding() ? plot.bottom() : plot.right();
      return Math.max(low, Math.min(high, pixel));
    }

    private Box bar(double begin, double size, double value) {
      double from = base();
      double to = clamp(valueAxis().at(value));
      double low = Math.min(from, to);
      double length = Math.max(Math.abs(to - from), 0.5);
      return isStanding() ? new Box(begin, low, size, length) : new Box(low, begin, length, size);
    }

    private void drawSign(double middle, double size, double value) {
      String sign = sign(value);
      double centering = Typography.centering(WARNING);
      if (!isStanding()) {
        canvas.text(base() + 4, middle + centering, sign, WARNING, Anchor.START);
      } else if (Typography.width(sign, WARNING) <= size + 4) {
        canvas.text(middle, base() - 4, sign, WARNING, Anchor.MIDDLE);
      } else {
        canvas.text(middle + centering, base() - 4, sign, WARNING, Anchor.START, -90);
      }
    }
  }
}
