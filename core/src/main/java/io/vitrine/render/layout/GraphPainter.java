package io.vitrine.render.layout;

import io.vitrine.figure.Flat;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Typography;
import java.util.List;

/** Draws the parts of a graph from a left upper corner. */
final class GraphPainter {
  private static final Stroke EDGE = Stroke.of(Palette.INK, 0.8).fading(0.8);
  private static final Stroke FRAME = Stroke.of(Palette.MUTED, 0.8).fading(0.7);
  private static final double WIRE = 1.1;
  private static final double HEAD = 6.5;
  private static final double HALF_HEAD = 2.8;
  private static final double FORK = 2;
  private static final double CORNER = 5;
  private static final double DOUBLE = 4;

  private final Canvas canvas;
  private final double left;
  private final double top;

  GraphPainter(Canvas canvas, double left, double top) {
    this.canvas = canvas;
    this.left = left;
    this.top = top;
  }

  void draw(Flat part) {
    canvas.tagged(
        part.tag(),
        () -> {
          if (part instanceof Flat.Box box) {
            drawBox(box);
          } else if (part instanceof Flat.Frame frame) {
            drawFrame(frame);
          } else if (part instanceof Flat.Wire wire) {
            drawWire(wire);
          }
        });
  }

  private Box box(Flat.Area area) {
    return new Box(left + area.x(), top + area.y(), area.width(), area.height());
  }

  private void drawFrame(Flat.Frame frame) {
    Box box = box(frame.area());
    Fill fill = new Fill(Palette.MUTED, 0.07);
    canvas.path(rounded(box, CORNER), fill, FRAME);
    TextStyle style = GraphText.FRAME;
    String heading = Typography.fitted(frame.heading(), style, box.width() - 2 * GraphText.SIDE);
    canvas.text(box.x() + GraphText.SIDE, box.y() + style.size() + 2, heading, style, Anchor.START);
  }

  private void drawBox(Flat.Box part) {
    Box box = box(part.area());
    double radius = part.form() == Flat.Form.TERMINAL ? box.height() / 2 : 2;
    radius = Math.min(radius, GraphText.BAND / 2 + 1);
    Outline outline = rounded(box, radius);
    Fill band = new Fill(part.skin().fill(), part.skin().opacity());
    canvas.path(outline, Fill.of(Palette.PAPER), Stroke.NONE);
    boolean whole = part.lines().isEmpty() || part.form() == Flat.Form.TERMINAL;
    if (whole) {
      canvas.path(outline, band, Stroke.NONE);
    } else {
      Box upper = new Box(box.x(), box.y(), box.width(), GraphText.BAND);
      canvas.path(roundedAbove(upper, radius), band, Stroke.NONE);
    }
    if (part.form() == Flat.Form.GROUP) {
      for (double x : List.of(box.x() + DOUBLE, box.right() - DOUBLE)) {
        canvas.line(x, box.y(), x, box.bottom(), EDGE);
      }
    }
    canvas.path(outline, Fill.NONE, EDGE);
    drawTexts(part, box);
  }

  private void drawTexts(Flat.Box part, Box box) {
    TextStyle heading = TextStyle.bold(GraphText.HEADING.size(), part.ink());
    double middle = box.y() + GraphText.BAND / 2 + Typography.centering(heading);
    canvas.text(box.centerX(), middle, part.heading(), heading, Anchor.MIDDLE);
    boolean onBand = part.form() == Flat.Form.TERMINAL;
    TextStyle line = onBand ? TextStyle.regular(GraphText.LINE.size(), part.ink()) : GraphText.LINE;
    double y = box.y() + GraphText.BAND + (onBand ? 8 : 11);
    for (String text : part.lines()) {
      canvas.text(box.centerX(), y, text, line, Anchor.MIDDLE);
      y += GraphText.LINE_HEIGHT;
    }
  }

  private void drawWire(Flat.Wire wire) {
    Outline.Builder lines = Outline.builder();
    wire.ways().forEach(way -> add(lines, way));
    canvas.path(lines.build(), Fill.NONE, Stroke.of(wire.paint(), WIRE));
    for (Flat.Way way : wire.ways()) {
      if (way.end() == Flat.End.ARROW) {
        drawHead(way, wire);
      }
    }
    for (Flat.Spot fork : wire.forks()) {
      canvas.circle(left + fork.x(), top + fork.y(), FORK, Fill.of(wire.paint()), Stroke.NONE);
    }
    canvas.text(
        left + wire.at().x(), top + wire.at().y(), wire.label(), GraphText.LABEL, Anchor.START);
  }

  private void add(Outline.Builder lines, Flat.Way way) {
    List<Flat.Spot> spots = way.spots();
    lines.moveTo(left + spots.get(0).x(), top + spots.get(0).y());
    for (int i = 1; i < spots.size(); i++) {
      boolean stops = i == spots.size() - 1 && way.end() == Flat.End.ARROW;
      Flat.Spot to = stops ? shortened(spots.get(i - 1), spots.get(i)) : spots.get(i);
      lines.lineTo(left + to.x(), top + to.y());
    }
  }

  /** Where a line ends so that it does not show beside the tip of its head. */
  private static Flat.Spot shortened(Flat.Spot from, Flat.Spot to) {
    double length = Math.hypot(to.x() - from.x(), to.y() - from.y());
    double share = length == 0 ? 0 : Math.min(1, HEAD * 0.6 / length);
    return new Flat.Spot(
        to.x() - (to.x() - from.x()) * share, to.y() - (to.y() - from.y()) * share);
  }

  private void drawHead(Flat.Way way, Flat.Wire wire) {
    Flat.Spot from = way.spots().get(way.spots().size() - 2);
    Flat.Spot tip = way.spots().get(way.spots().size() - 1);
    double length = Math.max(1e-9, Math.hypot(tip.x() - from.x(), tip.y() - from.y()));
    double dx = (tip.x() - from.x()) / length;
    double dy = (tip.y() - from.y()) / length;
    double x = left + tip.x();
    double y = top + tip.y();
    double backX = x - dx * HEAD;
    double backY = y - dy * HEAD;
    Outline.Builder head =
        Outline.polyline(
            x,
            y,
            backX - dy * HALF_HEAD,
            backY + dx * HALF_HEAD,
            backX + dy * HALF_HEAD,
            backY - dx * HALF_HEAD);
    head.close();
    canvas.path(head.build(), Fill.of(wire.paint()), Stroke.NONE);
  }

  private static Outline rounded(Box b, double r) {
    Outline.Builder out = Outline.polyline(b.x() + r, b.y(), b.right() - r, b.y());
    out.quadTo(b.right(), b.y(), b.right(), b.y() + r);
    out.lineTo(b.right(), b.bottom() - r);
    out.quadTo(b.right(), b.bottom(), b.right() - r, b.bottom());
    out.lineTo(b.x() + r, b.bottom());
    out.quadTo(b.x(), b.bottom(), b.x(), b.bottom() - r);
    out.lineTo(b.x(), b.y() + r);
    out.quadTo(b.x(), b.y(), b.x() + r, b.y());
    out.close();
    return out.build();
  }

  private static Outline roundedAbove(Box b, double r) {
    Outline.Builder out = Outline.polyline(b.x() + r, b.y(), b.right() - r, b.y());
    out.quadTo(b.right(), b.y(), b.right(), b.y() + r);
    out.lineTo(b.right(), b.bottom());
    out.lineTo(b.x(), b.bottom());
    out.lineTo(b.x(), b.y() + r);
    out.quadTo(b.x(), b.y(), b.x() + r, b.y());
    out.close();
    return out.build();
  }
}
