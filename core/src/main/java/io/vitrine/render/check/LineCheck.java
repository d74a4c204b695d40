package io.vitrine.render.check;

import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Arrow;
import io.vitrine.figure.Solid.Ball;
import io.vitrine.figure.Solid.Point;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds lines that seem to join before they arrive. Lines from one place may run as one, as a value
 * that is read twice; so may lines to one ball, which joins what they bring. Others may cross.
 */
final class LineCheck {
  private static final double HALF = 0.01;

  /** What two lines may share: the corner of a crossing. */
  private static final double CROSSING = 0.1;

  private LineCheck() {}

  static List<String> problems(List<Solid> solids) {
    List<Arrow> arrows = DiagramCheck.all(solids, Arrow.class);
    List<Ball> balls = DiagramCheck.all(solids, Ball.class);
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < arrows.size(); i++) {
      for (int j = i + 1; j < arrows.size(); j++) {
        Arrow one = arrows.get(i);
        Arrow other = arrows.get(j);
        boolean mayJoin = first(one).equals(first(other)) || endAtOneBall(one, other, balls);
        if (!mayJoin && (runTogether(one, other) || bendsAt(one, other) || bendsAt(other, one))) {
          problems.add("the lines " + one.points() + " and " + other.points() + " join");
        }
      }
    }
    return problems;
  }

  private static Point first(Arrow arrow) {
    return arrow.points().get(0);
  }

  private static Point last(Arrow arrow) {
    return arrow.points().get(arrow.points().size() - 1);
  }

  private static boolean endAtOneBall(Arrow one, Arrow other, List<Ball> balls) {
    return balls.stream().anyMatch(ball -> isAt(last(one), ball) && isAt(last(other), ball));
  }

  private static boolean isAt(Point point, Ball ball) {
    double dx = point.x() - ball.center().x();
    double dy = point.y() - ball.center().y();
    return Math.hypot(dx, dy) < ball.radius() + HALF;
  }

  /** What a segment covers, as thin as a hair. */
  static Rectangle2D thin(Point from, Point to) {
    return new Rectangle2D.Double(
        Math.min(from.x(), to.x()) - HALF,
        Math.min(from.y(), to.y()) - HALF,
        Math.abs(to.x() - from.x()) + 2 * HALF,
        Math.abs(to.y() - from.y()) + 2 * HALF);
  }

  /** Whether two lines, of level and upright parts, lie on one another for a while. */
  private static boolean runTogether(Arrow one, Arrow other) {
    List<Rectangle2D> parts = segments(other);
    for (Rectangle2D segment : segments(one)) {
      for (Rectangle2D part : parts) {
        Rectangle2D shared = segment.createIntersection(part);
        boolean meet = shared.getWidth() > 0 && shared.getHeight() > 0;
        if (meet && Math.max(shared.getWidth(), shared.getHeight()) > CROSSING) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether a line bends on another one, which then looks like a branch of it. */
  private static boolean bendsAt(Arrow one, Arrow other) {
    List<Rectangle2D> parts = segments(other);
    return one.points().subList(1, one.points().size() - 1).stream()
        .anyMatch(bend -> parts.stream().anyMatch(part -> part.contains(bend.x(), bend.y())));
  }

  private static List<Rectangle2D> segments(Arrow arrow) {
    List<Rectangle2D> segments = new ArrayList<>();
    List<Point> points = arrow.points();
    for (int i = 1; i < points.size(); i++) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      if (from.x() == to.x() || from.y() == to.y()) {
        segments.add(thin(from, to));
      }
    }
    return segments;
  }
}
