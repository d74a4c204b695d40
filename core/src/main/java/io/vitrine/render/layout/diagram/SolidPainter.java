package io.vitrine.render.layout.diagram;

import io.vitrine.figure.Pixels;
import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Arrow;
import io.vitrine.figure.Solid.Ball;
import io.vitrine.figure.Solid.Block;
import io.vitrine.figure.Solid.Bracket;
import io.vitrine.figure.Solid.Face;
import io.vitrine.figure.Solid.Plate;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Solid.Section;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.Solid.Wire;
import io.vitrine.figure.color.Paint;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.drawing.Element.Sampling;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Frame;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Typography;
import java.util.List;

/**
 * Draws solids without their words. A box shows its front, its top and its east face, which hide
 * what was drawn before; its three hidden edges are dashed.
 */
final class SolidPainter {
  private static final Stroke EDGE = Stroke.of(Palette.INK, 0.7).fading(0.75);
  private static final Stroke HIDDEN = Stroke.of(Palette.INK, 0.6).dashed(2, 2.5).fading(0.5);
  private static final TextStyle TIMES = TextStyle.bold(12, Palette.INK);
  private static final double HEAD = 8;

  private final Canvas canvas;
  private final Oblique projection;

  SolidPainter(Canvas canvas, Oblique projection) {
    this.canvas = canvas;
    this.projection = projection;
  }

  void draw(Solid solid) {
    canvas.tagged(
        solid.tag(),
        () -> {
          if (solid instanceof Block block) {
            drawBlock(block);
          } else if (solid instanceof Plate plate) {
            drawPlate(plate);
          } else if (solid instanceof Arrow arrow) {
            drawArrow(arrow);
          } else if (solid instanceof Ball ball) {
            drawBall(ball);
          } else if (solid instanceof Bracket bracket) {
            drawBracket(bracket);
          } else if (solid instanceof Face face) {
            drawFace(face);
          } else if (solid instanceof Wire wire) {
            drawWire(wire);
          }
        });
  }

  private void drawBlock(Block block) {
    Corners whole = new Corners(block);
    for (Outline face : List.of(whole.front(0, 1), whole.top(0, 1), whole.east())) {
      canvas.path(face, Fill.of(Palette.PAPER), Stroke.NONE);
    }
    double x = 0;
    for (int i = 0; i < block.sections().size(); i++) {
      Section section = block.sections().get(i);
      Skin skin = block.skin(i);
      double from = x / block.width();
      double to = (x + section.width()) / block.width();
      canvas.tagged(section.tag(), () -> drawSection(whole, from, to, skin));
      Glyphs.draw(canvas, projection, whole.at((from + to) / 2, 0, 1), section);
      x += section.width();
    }
    Skin skin = block.skin(block.sections().size() - 1);
    face(whole.east(), skin.band(), skin.bandOpacity());
    canvas.path(whole.east(), new Fill(Palette.INK, 0.07), EDGE);
    drawHidden(whole);
  }

  private void drawSection(Corners box, double from, double to, Skin skin) {
    double banded = skin.isBanded() ? from + (to - from) * 2 / 3 : to;
    face(box.front(from, banded), skin.fill(), skin.opacity());
    face(box.top(from, banded), skin.fill(), skin.opacity());
    if (skin.isBanded()) {
      face(box.front(banded, to), skin.band(), skin.bandOpacity());
      face(box.top(banded, to), skin.band(), skin.bandOpacity());
    }
    canvas.path(box.front(from, to), Fill.NONE, EDGE);
    canvas.path(box.top(from, to), Fill.NONE, EDGE);
  }

  private void face(Outline outline, Paint paint, double opacity) {
    canvas.path(outline, new Fill(paint, opacity), Stroke.NONE);
  }

  private void drawHidden(Corners box) {
    Point hidden = box.at(0, -1, -1);
    for (Point end : List.of(box.at(1, -1, -1), box.at(0, 1, -1), box.at(0, -1, 1))) {
      canvas.line(
          projection.x(hidden), projection.y(hidden), projection.x(end), projection.y(end), HIDDEN);
    }
  }

  private void drawPlate(Plate plate) {
    Corners box = new Corners(plate.center(), 0, plate.height(), plate.depth(), 1);
    drawPicture(box.at(0, 1, 1), box.at(0, 1, -1), box.at(0, -1, 1), plate.picture());
  }

  /** A picture by three of its corners. */
  private void drawPicture(Point upperLeft, Point upperRight, Point lowerLeft, Pixels picture) {
    double x = projection.x(upperLeft);
    double y = projection.y(upperLeft);
    Frame frame =
        new Frame(
            x,
            y,
            projection.x(upperRight) - x,
            projection.y(upperRight) - y,
            projection.x(lowerLeft) - x,
            projection.y(lowerLeft) - y);
    canvas.add(new Element.Image(frame, picture, Sampling.PIXELATED));
    canvas.path(frame.outline(), Fill.NONE, EDGE);
  }

  private void drawFace(Face face) {
    List<Point> corners = face.corners();
    if (face.picture().isPresent()) {
      drawPicture(corners.get(0), corners.get(1), corners.get(3), face.picture().get());
      return;
    }
    Outline outline = projection.polygon(corners.toArray(new Point[0]));
    canvas.path(outline, Fill.of(Palette.PAPER), Stroke.NONE);
    canvas.path(outline, new Fill(face.fill(), face.opacity()), EDGE);
  }

  private void drawWire(Wire wire) {
    double[] flat = new double[2 * wire.points().size()];
    for (int i = 0; i < wire.points().size(); i++) {
      flat[2 * i] = projection.x(wire.points().get(i));
      flat[2 * i + 1] = projection.y(wire.points().get(i));
    }
    Stroke stroke = Stroke.of(wire.paint(), wire.widthPx()).fading(wire.opacity());
    Stroke broken = wire.dash() == Solid.Dash.DASHED ? stroke.dashed(4, 3) : stroke;
    canvas.path(Outline.polyline(flat).build(), Fill.NONE, broken);
  }

  private void drawArrow(Arrow arrow) {
    Outline.Builder path = Outline.builder();
    List<Point> points = arrow.points();
    for (int i = 0; i < points.size(); i++) {
      if (i == 0) {
        path.moveTo(projection.x(points.get(0)), projection.y(points.get(0)));
      } else {
        path.lineTo(projection.x(points.get(i)), projection.y(points.get(i)));
      }
    }
    canvas.path(path.build(), Fill.NONE, Stroke.of(arrow.paint(), 1.3).fading(0.8));
    int headed = headed(points);
    drawHead(points.get(headed - 1), points.get(headed), arrow.paint());
  }

  /**
   * The end of the part with the head: the longer of those in which a line leaves and arrives
   * level, since other lines often share what is between them; else the longest.
   */
  private int headed(List<Point> points) {
    int last = points.size() - 1;
    int longest = 1;
    for (int i = 2; i <= last; i++) {
      longest = length(points, i) > length(points, longest) ? i : longest;
    }
    int outer = length(points, last) > length(points, 1) ? last : 1;
    boolean level = isLevel(points, 1) && isLevel(points, last);
    return level && length(points, outer) >= 2 * HEAD ? outer : longest;
  }

  private static boolean isLevel(List<Point> points, int end) {
    return points.get(end - 1).y() == points.get(end).y();
  }

  private double length(List<Point> points, int end) {
    Point a = points.get(end - 1);
    Point b = points.get(end);
    return Math.hypot(projection.x(b) - projection.x(a), projection.y(b) - projection.y(a));
  }

  private void drawHead(Point from, Point to, Paint paint) {
    double dx = projection.x(to) - projection.x(from);
    double dy = projection.y(to) - projection.y(from);
    double length = Math.max(1e-9, Math.hypot(dx, dy));
    double ux = dx / length;
    double uy = dy / length;
    double size = Math.min(HEAD, length * 0.6);
    double tipX = projection.x(from) + dx / 2 + ux * size / 2;
    double tipY = projection.y(from) + dy / 2 + uy * size / 2;
    double backX = tipX - ux * size;
    double backY = tipY - uy * size;
    double half = size * 0.42;
    Outline head =
        Outline.polygon(
            tipX, tipY, backX - uy * half, backY + ux * half, backX + uy * half, backY - ux * half);
    canvas.path(head, Fill.of(paint), Stroke.NONE);
  }

  private void drawBracket(Bracket bracket) {
    double left = projection.x(bracket.from());
    double right = projection.x(bracket.to());
    double y = projection.y(bracket.from());
    double end = y + bracket.legs() * projection.unit();
    Outline line = Outline.polyline(left, end, left, y, right, y, right, end).build();
    canvas.path(line, Fill.NONE, Stroke.of(Palette.MUTED, 1));
    canvas.text((left + right) / 2, y - 4, bracket.label(), TIMES, Anchor.MIDDLE);
  }

  private void drawBall(Ball ball) {
    double x = projection.x(ball.center());
    double y = projection.y(ball.center());
    double radius = ball.radius() * projection.unit();
    canvas.circle(x, y, radius, Fill.of(Palette.PAPER), Stroke.NONE);
    canvas.circle(x, y, radius, new Fill(ball.fill(), ball.opacity()), EDGE);
    TextStyle style = TextStyle.bold(Math.max(10, radius * 1.2), Palette.INK);
    canvas.text(x, y + Typography.centering(style), ball.sign(), style, Anchor.MIDDLE);
  }

  /** The corners of a box by the center of its west face. */
  private final class Corners {
    private final Point west;
    private final double width;
    private final double height;
    private final double depth;
    private final double taper;

    Corners(Block block) {
      this(block.west(), block.width(), block.height(), block.depth(), block.taper());
    }

    Corners(Point west, double width, double height, double depth, double taper) {
      this.taper = taper;
      this.west = west;
      this.width = width;
      this.height = height;
      this.depth = depth;
    }

    /** A point: x from 0 to 1, y and z from -1 to 1. */
    Point at(double x, double y, double z) {
      double size = taper + (1 - taper) * x;
      return west.plus(x * width, y * size * height / 2, z * size * depth / 2);
    }

    Outline front(double from, double to) {
      return projection.polygon(at(from, 1, 1), at(to, 1, 1), at(to, -1, 1), at(from, -1, 1));
    }

    Outline top(double from, double to) {
      return projection.polygon(at(from, 1, 1), at(to, 1, 1), at(to, 1, -1), at(from, 1, -1));
    }

    Outline east() {
      return projection.polygon(at(1, 1, 1), at(1, 1, -1), at(1, -1, -1), at(1, -1, 1));
    }
  }
}
