package io.vitrine.view.diagram.lenet;

import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Dash;
import io.vitrine.figure.Solid.Face;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Solid.Side;
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
  private static final double LINE_PX = 15;
  private static final double BESIDE = 1.6;

  private final ShapeTable shapes;
  private final Blocks blocks;
  private final BlockLayout layout;
  private final LenetSizing sizing;
  private final ArchitectureOptions options;
  private final Optional<HeatScale> heat;
  private final BlockTags tags;
  private final Words words;
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
    this.words = words;
    this.joints = new Joints(blocks, layout, options.theme(), words);
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
        addWords(solids, b);
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
    return Operation.of(blocks.get(block), shapes, words);
  }

  /** Whether a window or a funnel stands for a line: it leads straight from stack to stack. */
  private boolean isSlid(Line line) {
    Route route = line.route();
    boolean stacks = look(route.from()) != Look.MERGE && look(route.to()) != Look.MERGE;
    return stacks
        && route.way() == Route.Way.STRAIGHT
        && (stack(route.to()).isBar() || operation(route.to()).window().isPresent());
  }

  /** A line that ends at the shapes themselves; an arc rises beside a stack, not from its words. */
  private Line fitted(Line line) {
    List<Point> points = new ArrayList<>(line.points());
    Route route = line.route();
    if (route.way() == Route.Way.ARC && look(route.from()) != Look.MERGE) {
      Point right = stack(route.from()).right(place(route.from()));
      points.set(0, right);
      points.add(1, right.plus(BESIDE, 0, 0));
      points.set(2, new Point(right.x() + BESIDE, points.get(2).y(), 0));
    } else if (route.way() != Route.Way.ARC) {
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

  /** The maps above a stack; below, between it and what is before it, what makes it. */
  private void addWords(List<Solid> solids, int b) {
    Place place = place(b);
    Stack stack = stack(b);
    double middle = stack.isBar() ? Stack.BAR / 2 : stack.width() / 2;
    Point top = place.west().plus(middle, place.height() / 2, 0);
    solids.add(Solid.Note.of(top, maps(blocks.get(b)), Side.ABOVE));
    if (blocks.get(b).look() == Look.INPUT) {
      solids.add(Solid.Note.bold(below(b, b), blocks.get(b).path(), Side.BELOW));
      return;
    }
    List<Line> straight =
        joints.entering(b).stream().filter(l -> l.route().way() == Route.Way.STRAIGHT).toList();
    Point at = below(straight.isEmpty() ? b : straight.get(0).route().from(), b);
    List<String> lines = operation(b).lines();
    for (int line = 0; line < lines.size(); line++) {
      solids.add(
          Solid.Note.of(
              at.plus(0, -line * LINE_PX / layout.unitPx(), 0), lines.get(line), Side.BELOW));
    }
  }

  /** {@code 64@32x32}, of vectors the units. */
  private static String maps(Block block) {
    Extent out = block.output();
    return switch (out.form()) {
      case MAP -> out.words().channels() + "@" + out.words().height() + "x" + out.words().width();
      case SEQUENCE, VECTOR -> out.text();
    };
  }

  /** The middle between two neighbors, below both; in one row below all. */
  private Point below(int from, int to) {
    double low =
        layout.rows().rowCount() == 1
            ? layout.places().stream().mapToDouble(LenetSolids::bottom).min().orElse(0)
            : Math.min(bottom(place(from)), bottom(place(to)));
    double x =
        from == to
            ? place(to).west().x() + place(to).width() / 2
            : (place(from).east().x() + place(to).west().x()) / 2;
    return new Point(x, low - 1, 0);
  }

  private static double bottom(Place place) {
    return place.west().y() - place.height() / 2;
  }
}
