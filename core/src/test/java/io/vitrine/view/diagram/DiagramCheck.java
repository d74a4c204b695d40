package io.vitrine.view.diagram;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Figure;
import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Arrow;
import io.vitrine.figure.Solid.Block;
import io.vitrine.figure.Solid.Point;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.layout.FigureLayout;
import io.vitrine.render.text.Extent;
import java.awt.geom.Area;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Finds what makes a diagram wrong: lines through blocks, blocks in blocks, ink off the page. */
public final class DiagramCheck {
  private static final double SLANT = 0.385;
  private static final double HAIR = 1e-6;

  private DiagramCheck() {}

  public static List<String> problems(Figure figure) {
    List<Solid> solids = ((DiagramPanel) figure.panels().get(0)).solids();
    List<Block> blocks = all(solids, Block.class);
    List<String> problems = new ArrayList<>();
    for (Arrow arrow : all(solids, Arrow.class)) {
      for (Block block : blocks) {
        if (passesThrough(arrow, block) || hides(arrow, block)) {
          problems.add("the line " + arrow.points() + " crosses " + block.tag().id());
        }
      }
    }
    for (int i = 0; i < blocks.size(); i++) {
      for (int j = i + 1; j < blocks.size(); j++) {
        if (volume(blocks.get(i)).intersects(volume(blocks.get(j)))) {
          problems.add(blocks.get(i).tag().id() + " stands in " + blocks.get(j).tag().id());
        }
      }
    }
    Drawing drawing = FigureLayout.of(figure);
    Box ink = Extent.of(drawing.elements());
    if (!new Box(0, 0, drawing.width(), drawing.height()).contains(ink)) {
      problems.add("ink off the page: " + ink);
    }
    return problems;
  }

  private static <S extends Solid> List<S> all(List<Solid> solids, Class<S> type) {
    return solids.stream().filter(type::isInstance).map(type::cast).toList();
  }

  /** Whether a line in the plane z = 0 enters what a block takes of that plane. */
  private static boolean passesThrough(Arrow arrow, Block block) {
    Rectangle2D inside = volume(block);
    List<Point> p = arrow.points();
    for (int i = 1; i < p.size(); i++) {
      double fromX = p.get(i - 1).x();
      double fromY = p.get(i - 1).y();
      if (inside.intersectsLine(fromX, fromY, p.get(i).x(), p.get(i).y())) {
        return true;
      }
    }
    return false;
  }

  private static Rectangle2D volume(Block block) {
    Point west = block.west();
    return new Rectangle2D.Double(
        west.x() + HAIR,
        west.y() - block.height() / 2 + HAIR,
        block.width() - 2 * HAIR,
        block.height() - 2 * HAIR);
  }

  /** Whether a line with bends goes over the picture of a block that it does not end at. */
  private static boolean hides(Arrow arrow, Block block) {
    List<Point> p = arrow.points();
    if (p.size() < 3 || touches(p.get(0), block) || touches(p.get(p.size() - 1), block)) {
      return false;
    }
    Area shape = new Area(hexagon(block));
    for (int i = 1; i < p.size(); i++) {
      Line2D line =
          new Line2D.Double(p.get(i - 1).x(), p.get(i - 1).y(), p.get(i).x(), p.get(i).y());
      Rectangle2D thin =
          new Rectangle2D.Double(
              Math.min(line.getX1(), line.getX2()) - 0.01,
              Math.min(line.getY1(), line.getY2()) - 0.01,
              Math.abs(line.getX2() - line.getX1()) + 0.02,
              Math.abs(line.getY2() - line.getY1()) + 0.02);
      if (shape.intersects(thin)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a point lies at a block, or at the edge that its front hides. */
  private static boolean touches(Point point, Block block) {
    Rectangle2D about = volume(block);
    double slant = SLANT * block.depth() / 2 + 0.1;
    about.setRect(
        about.getX() - slant,
        about.getY() - 0.1,
        about.getWidth() + 2 * slant,
        about.getHeight() + 0.2);
    return about.contains(point.x(), point.y());
  }

  private static Path2D hexagon(Block block) {
    double[][] signs = {{0, 1, 1}, {0, 1, -1}, {1, 1, -1}, {1, -1, -1}, {1, -1, 1}, {0, -1, 1}};
    Path2D path = new Path2D.Double();
    for (int i = 0; i < signs.length; i++) {
      double z = signs[i][2] * block.depth() / 2;
      double x = block.west().x() + signs[i][0] * block.width() - SLANT * z;
      double y = block.west().y() + signs[i][1] * block.height() / 2 - SLANT * z;
      if (i == 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    return path;
  }
}
