package io.vitrine.render.check;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Arrow;
import io.vitrine.figure.Solid.Ball;
import io.vitrine.figure.Solid.Block;
import io.vitrine.figure.Solid.Bracket;
import io.vitrine.figure.Solid.Face;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.layout.part.Typography;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Finds brackets that lie on other ink, and such as do not begin and end with blocks. */
final class BracketCheck {
  private static final TextStyle WORDS = TextStyle.bold(12, Palette.INK);
  private static final double ABOVE_PX = 4;
  private static final double CAPITALS_PX = 9;
  private static final double HAIR = 1e-6;

  private final DiagramPanel panel;
  private final List<Solid> solids;
  private final List<Bracket> brackets;

  private BracketCheck(DiagramPanel panel) {
    this.panel = panel;
    this.solids = panel.solids();
    this.brackets = DiagramCheck.all(solids, Bracket.class);
  }

  static List<String> problems(DiagramPanel panel) {
    BracketCheck check = new BracketCheck(panel);
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < check.brackets.size(); i++) {
      problems.addAll(check.problems(i));
    }
    return problems;
  }

  private List<String> problems(int index) {
    Bracket bracket = brackets.get(index);
    String name = "the bracket '" + bracket.tag().title() + "'";
    List<Rectangle2D> ink = ink(bracket);
    List<String> problems = new ArrayList<>();
    for (Solid solid : solids) {
      Silhouettes.of(solid)
          .map(Area::new)
          .filter(shape -> ink.stream().anyMatch(shape::intersects))
          .ifPresent(shape -> problems.add(name + " lies on " + solid.tag().id()));
      if (solid instanceof Arrow arrow && isOn(ink, arrow)) {
        problems.add(name + " lies on the line " + arrow.points());
      }
    }
    for (Bracket other : brackets.subList(index + 1, brackets.size())) {
      if (ink(other).stream().anyMatch(box -> ink.stream().anyMatch(box::intersects))) {
        problems.add(name + " lies on the bracket '" + other.tag().title() + "'");
      }
    }
    if (bracket.legs() > 0 && !endsWithBlocks(bracket)) {
      problems.add(name + " does not begin and end with blocks below it");
    }
    return problems;
  }

  /** Its bar, its legs and its words. */
  private List<Rectangle2D> ink(Bracket bracket) {
    double unit = panel.unitPx();
    Point left = bracket.from();
    Point right = new Point(bracket.to().x(), left.y(), 0);
    double width = Typography.width(bracket.label(), WORDS) / unit;
    return List.of(
        LineCheck.thin(left, right),
        LineCheck.thin(left, left.plus(0, -bracket.legs(), 0)),
        LineCheck.thin(right, right.plus(0, -bracket.legs(), 0)),
        new Rectangle2D.Double(
            (left.x() + right.x() - width) / 2,
            left.y() + ABOVE_PX / unit,
            width,
            CAPITALS_PX / unit));
  }

  private static boolean isOn(List<Rectangle2D> ink, Arrow arrow) {
    for (int i = 1; i < arrow.points().size(); i++) {
      Rectangle2D segment = LineCheck.thin(arrow.points().get(i - 1), arrow.points().get(i));
      if (ink.stream().anyMatch(segment::intersects)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a block below begins where a bracket begins, one ends where it ends, none is cut. */
  private boolean endsWithBlocks(Bracket bracket) {
    double left = bracket.from().x();
    double right = bracket.to().x();
    boolean begins = false;
    boolean ends = false;
    for (double[] span : spansBelow(bracket)) {
      boolean apart = span[1] <= left + HAIR || span[0] >= right - HAIR;
      if (!apart && (span[0] < left - HAIR || span[1] > right + HAIR)) {
        return false;
      }
      begins |= Math.abs(span[0] - left) < HAIR;
      ends |= Math.abs(span[1] - right) < HAIR;
    }
    return begins && ends;
  }

  /**
   * From where to where the blocks of the row below a bracket reach along x; of stacks of sheets,
   * which have no row, each below it that begins or ends with it.
   */
  private List<double[]> spansBelow(Bracket bracket) {
    List<double[]> below = new ArrayList<>();
    for (Solid solid : solids) {
      if (solid instanceof Block || solid instanceof Ball) {
        below.add(span(solid));
      } else if (solid instanceof Face face && isAtAnEnd(span(face), bracket)) {
        below.add(span(face));
      }
    }
    below.removeIf(span -> span[2] > bracket.from().y());
    double row =
        below.stream()
            .filter(span -> span[1] > bracket.from().x() && span[0] < bracket.to().x())
            .mapToDouble(span -> span[2])
            .max()
            .orElse(0);
    boolean sheets = solids.stream().anyMatch(Face.class::isInstance);
    below.removeIf(span -> !sheets && Math.abs(span[2] - row) > HAIR);
    return below;
  }

  private static boolean isAtAnEnd(double[] span, Bracket bracket) {
    return Math.abs(span[0] - bracket.from().x()) < HAIR
        || Math.abs(span[1] - bracket.to().x()) < HAIR;
  }

  /** Where a block begins and ends along x, and the height of its middle. */
  private static double[] span(Solid solid) {
    if (solid instanceof Ball ball) {
      double x = ball.center().x();
      return new double[] {x - ball.radius(), x + ball.radius(), ball.center().y()};
    }
    if (solid instanceof Face face) {
      double[] xs = face.corners().stream().mapToDouble(Point::x).sorted().toArray();
      return new double[] {xs[0], xs[xs.length - 1], face.corners().get(0).y()};
    }
    Block block = (Block) solid;
    return new double[] {block.west().x(), block.east().x(), block.west().y()};
  }
}
