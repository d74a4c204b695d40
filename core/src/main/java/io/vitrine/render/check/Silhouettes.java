package io.vitrine.render.check;

import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Ball;
import io.vitrine.figure.Solid.Block;
import io.vitrine.figure.Solid.Face;
import io.vitrine.figure.Solid.Plate;
import io.vitrine.figure.Solid.Point;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Optional;

/** What solids cover, as the oblique projection draws them: in units, y up. */
final class Silhouettes {
  /** What a unit of depth moves to either side. */
  static final double SLANT = 0.385;

  private Silhouettes() {}

  /** What a block, ball, plate or face covers; empty for lines and words. */
  static Optional<Shape> of(Solid solid) {
    if (solid instanceof Block block) {
      return Optional.of(hexagon(block));
    }
    if (solid instanceof Ball ball) {
      double r = ball.radius();
      double x = ball.center().x() - r;
      return Optional.of(new Ellipse2D.Double(x, ball.center().y() - r, 2 * r, 2 * r));
    }
    if (solid instanceof Plate plate) {
      double y = plate.height() / 2;
      double z = plate.depth() / 2;
      Point c = plate.center();
      return Optional.of(
          polygon(List.of(c.plus(0, y, z), c.plus(0, y, -z), c.plus(0, -y, -z), c.plus(0, -y, z))));
    }
    return solid instanceof Face face ? Optional.of(polygon(face.corners())) : Optional.empty();
  }

  private static Shape hexagon(Block block) {
    double[][] signs = {{0, 1, 1}, {0, 1, -1}, {1, 1, -1}, {1, -1, -1}, {1, -1, 1}, {0, -1, 1}};
    Point[] corners = new Point[signs.length];
    for (int i = 0; i < signs.length; i++) {
      double share = signs[i][0] == 0 ? block.taper() : 1;
      corners[i] =
          block
              .west()
              .plus(
                  signs[i][0] * block.width(),
                  signs[i][1] * share * block.height() / 2,
                  signs[i][2] * share * block.depth() / 2);
    }
    return polygon(List.of(corners));
  }

  private static Shape polygon(List<Point> corners) {
    Path2D path = new Path2D.Double();
    for (Point corner : corners) {
      double x = corner.x() - SLANT * corner.z();
      double y = corner.y() - SLANT * corner.z();
      if (path.getCurrentPoint() == null) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
    }
    path.closePath();
    return path;
  }
}
