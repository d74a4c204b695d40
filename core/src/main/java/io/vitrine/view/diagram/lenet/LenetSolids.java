package io.vitrine.view.diagram.lenet;

import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Dash;
import io.vitrine.figure.Solid.Face;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.Tag;
import io.vitrine.operator.ShapeTable;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Block;
import io.vitrine.view.diagram.block.BlockTags;
import io.vitrine.view.diagram.block.Blocks;
import io.vitrine.view.diagram.block.HeatScale;
import io.vitrine.view.diagram.block.Tooltips;
import io.vitrine.view.diagram.space.BlockLayout;
import io.vitrine.view.diagram.space.BlockLayout.Line;
import io.vitrine.view.diagram.space.BlockLayout.Place;
import io.vitrine.view.diagram.space.Joints;
import io.vitrine.view.diagram.space.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the solids of stacks that have their places. */
final class LenetSolids {
  private static final double BESIDE = 1.6;

  private final ShapeTable shapes;
  private final Blocks blocks;
  private final BlockLayout layout;
  private final LenetSizing sizing;
  private final ArchitectureOptions options;
  private final Optional<HeatScale> heat;
  private final BlockTags tags;
  private final Words language;
  private final LenetWords words;
  private final Joints joints;

  LenetSolids(
      ShapeTable shapes,
      Blocks blocks,
      BlockLayout layout,
      LenetSizing sizing,
      ArchitectureOptions options,
      Optional<HeatScale> heat,
      Tooltips tooltips,
      Words words) {
    this.shapes = shapes;
    this.blocks = blocks;
    this.layout = layout;
    this.sizing = sizing;
    this.options = options;
    this.heat = heat;
    this.tags = new BlockTags(tooltips, words, options.pictureName());
    this.language = words;
    this.joints = new Joints(blocks, layout, options.theme(), words);
    this.words = new LenetWords(blocks, layout, sizing);
  }

  /** From left to right: the lines to a stack, it, the window that makes it, its words. */
  List<Solid> all() {
    List<Solid> solids = new ArrayList<>();
    for (int b : joints.order()) {
      Block block = blocks.get(b);
      for (Line line : joints.entering(b)) {
        if (!isSlid(line)) {
          solids.add(joints.arrow(fitted(line)));
        }
      }
      if (block.look() == Look.MERGE) {
        solids.add(joints.ball(block, place(b), tags.of(block)));
      } else {
        addStack(solids, block, place(b));
        joints.entering(b).stream()
            .filter(this::isSlid)
            .forEach(line -> new Windows(this, line, operation(b)).addTo(solids));
        words.addTo(solids, b, operation(b).lines());
      }
    }
    joints.arcs().forEach(line -> solids.add(joints.arrow(fitted(line))));
    solids.addAll(joints.brackets());
    return solids;
  }

  Place place(int block) {
    return layout.places().get(block);
  }

  Stack stack(int block) {
    return sizing.stack(blocks.get(block));
  }

  Extent output(int block) {
    return blocks.get(block).output();
  }

  Look look(int block) {
    return blocks.get(block).look();
  }

  Solid.Wire wire(List<Point> points, double opacity, Dash dash) {
    return new Solid.Wire(Tag.NONE, points, options.theme().connector(), 0.8, opacity, dash);
  }

  private Operation operation(int block) {
    return Operation.of(blocks.get(block), shapes, language);
  }

  /** Whether a window or a funnel stands for a line: it leads straight from stack to stack. */
  private boolean isSlid(Line line) {
    Route route = line.route();
    boolean stacks = look(route.from()) != Look.MERGE && look(route.to()) != Look.MERGE;
    return stacks
        && route.way() == Route.Way.STRAIGHT
        && (stack(route.to()).isBar() || operation(route.to()).window().isPresent());
  }

  /** A line that ends at the shapes themselves; an arc stands beside a stack, not on its words. */
  private Line fitted(Line line) {
    List<Point> points = new ArrayList<>(line.points());
    Route route = line.route();
    if (route.way() == Route.Way.ARC) {
      if (look(route.to()) != Look.MERGE) {
        descend(line, points);
      }
      if (look(route.from()) != Look.MERGE) {
        Point right = stack(route.from()).right(place(route.from()));
        points.set(0, right);
        points.add(1, right.plus(BESIDE, 0, 0));
        points.set(2, new Point(right.x() + BESIDE, points.get(2).y(), 0));
      }
    } else {
      if (look(route.from()) != Look.MERGE) {
        points.set(0, stack(route.from()).right(place(route.from())));
      }
      if (look(route.to()) != Look.MERGE) {
        int last = points.size() - 1;
        double up = points.get(last).y() - place(route.to()).west().y();
        points.set(last, stack(route.to()).left(place(route.to()), up));
      }
    }
    return new Line(route, points);
  }

  /**
   * Leads an arc down before the words over a stack and into its left side: of several the longest
   * nearest to it and highest, so that they do not cross.
   */
  private void descend(Line arc, List<Point> points) {
    int to = arc.route().to();
    List<Line> arcs = new ArrayList<>(joints.arcs());
    arcs.removeIf(other -> other.route().to() != to);
    long longer = arcs.stream().filter(other -> end(other).x() > end(arc).x()).count();
    double high = (double) (arcs.size() - longer) / (arcs.size() + 1);
    Point side = stack(to).left(place(to), high * place(to).height() / 2);
    double x = place(to).west().x() - Math.max(BESIDE, words.overhang(to)) - longer;
    points.set(2, new Point(x, points.get(2).y(), 0));
    points.set(3, new Point(x, side.y(), 0));
    points.add(side);
  }

  private static Point end(Line line) {
    return line.points().get(line.points().size() - 1);
  }

  private void addStack(List<Solid> solids, Block block, Place place) {
    Stack stack = sizing.stack(block);
    Skin skin =
        heat.map(scale -> scale.skin(block))
            .orElseGet(() -> options.theme().skin(block.look(), false));
    if (stack.isBar()) {
      solids.add(Face.of(tags.of(block), stack.bar(place), skin.fill(), skin.opacity()));
      return;
    }
    boolean pictured = block.look() == Look.INPUT && options.picture().isPresent();
    for (int sheet = 0; sheet < stack.sheets(); sheet++) {
      boolean front = sheet == stack.sheets() - 1;
      Tag tag = front ? tags.of(block) : Tag.titled(tags.of(block).title());
      List<Point> corners = stack.corners(place, sheet);
      solids.add(
          front && pictured
              ? new Face(tag, corners, skin.fill(), skin.opacity(), options.picture())
              : Face.of(tag, corners, skin.fill(), skin.opacity()));
    }
  }
}
