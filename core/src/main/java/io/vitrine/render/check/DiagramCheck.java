package io.vitrine.render.check;

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
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what makes a diagram wrong: lines through blocks, lines that join, blocks in blocks,
 * brackets over what is not theirs, lines through words, ink off the page.
 */
public final class DiagramCheck {
  private static final double HAIR = 1e-6;

  private DiagramCheck() {}

  /** What is wrong in a figure's first panel, a diagram; each as a sentence. */
  public static List<String> problems(Figure figure) {
    DiagramPanel panel = (DiagramPanel) figure.panels().get(0);
    List<Solid> solids = panel.solids();
    List<String> problems = new ArrayList<>(crossed(solids));
    problems.addAll(nested(all(solids, Block.class)));
    problems.addAll(OcclusionCheck.problems(solids));
    problems.addAll(LineCheck.problems(solids));
    problems.addAll(BracketCheck.problems(panel));
    Drawing drawing = FigureLayout.of(figure);
    problems.addAll(WordCheck.problems(drawing));
    Box ink = Extent.of(drawing.elements());
    if (!new Box(0, 0, drawing.width(), drawing.height()).contains(ink)) {
      problems.add("ink off the page: " + ink);
    }
    return problems;
  }

  static <S extends Solid> List<S> all(List<Solid> solids, Class<S> type) {
    return solids.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static List<String> crossed(List<Solid> solids) {
    List<String> problems = new ArrayList<>();
    for (Arrow arrow : all(solids, Arrow.class)) {
      for (Block block : all(solids, Block.class)) {
        if (passesThrough(arrow, block) || hides(arrow, block)) {
          problems.add("the line " + arrow.points() + " crosses " + block.tag().id());
        }
      }
    }
    return problems;
  }

  private static List<String> nested(List<Block> blocks) {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      for (int j = i + 1; j < blocks.size(); j++) {
        if (volume(blocks.get(i)).intersects(volume(blocks.get(j)))) {
          problems.add(blocks.get(i).tag().id() + " stands in " + blocks.get(j).tag().id());
        }
      }
    }
    return problems;
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
    Shape shape = new Area(Silhouettes.of(block).orElseThrow());
    for (int i = 1; i < p.size(); i++) {
      if (shape.intersects(LineCheck.thin(p.get(i - 1), p.get(i)))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a point lies at a block, at the edge that its front hides, or on one of its top. */
  private static boolean touches(Point point, Block block) {
    Rectangle2D about = volume(block);
    double slant = Silhouettes.SLANT * block.depth() / 2 + 0.1;
    about.setRect(
        about.getX() - slant,
        about.getY() - slant,
        about.getWidth() + 2 * slant,
        about.getHeight() + 2 * slant);
    return about.contains(point.x(), point.y());
  }
}
