package io.vitrine.render.check;

import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Block;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds blocks that are painted over nearer ones. Lines of sight go east, up and towards the
 * reader, so a block hides none that begins where it ends along x, y or z.
 */
final class OcclusionCheck {
  private static final double HAIR = 1e-6;

  /** What two pictures may share along an edge, in square units. */
  private static final double EDGE = 1e-3;

  private OcclusionCheck() {}

  /** Each pair in the wrong order, as a sentence. Cost: the square of the number of blocks. */
  static List<String> problems(List<Solid> solids) {
    List<Block> blocks = DiagramCheck.all(solids, Block.class);
    List<Shape> shapes = blocks.stream().map(b -> Silhouettes.of(b).orElseThrow()).toList();
    List<String> problems = new ArrayList<>();
    for (int first = 0; first < blocks.size(); first++) {
      for (int then = first + 1; then < blocks.size(); then++) {
        if (!mayHide(blocks.get(then), blocks.get(first))
            && overlap(shapes.get(first), shapes.get(then))) {
          problems.add(
              blocks.get(then).tag().id() + " is painted over " + blocks.get(first).tag().id());
        }
      }
    }
    return problems;
  }

  private static boolean mayHide(Block near, Block far) {
    return near.east().x() > far.west().x() + HAIR
        && near.west().y() + near.height() / 2 > far.west().y() - far.height() / 2 + HAIR
        && near.west().z() + near.depth() / 2 > far.west().z() - far.depth() / 2 + HAIR;
  }

  private static boolean overlap(Shape one, Shape other) {
    if (!one.getBounds2D().intersects(other.getBounds2D())) {
      return false;
    }
    Area shared = new Area(one);
    shared.intersect(new Area(other));
    Rectangle2D box = shared.getBounds2D();
    return box.getWidth() * box.getHeight() > EDGE;
  }
}
