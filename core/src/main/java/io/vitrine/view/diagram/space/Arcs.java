package io.vitrine.view.diagram.space;

import io.vitrine.figure.Solid.Point;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Blocks;
import io.vitrine.view.diagram.space.BlockLayout.Line;
import io.vitrine.view.diagram.space.BlockLayout.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The connections above blocks of the main row that have their places. */
final class Arcs {
  private static final double LANE = 3.5;

  /** How far along the slanted edge of a top, from its middle, arcs meet what has a crown. */
  private static final double BESIDE = 0.5;

  private final Blocks blocks;
  private final BlockLayout layout;
  private final Rows rows;
  private final Sizing sizing;
  private final List<Route> arcs;

  Arcs(Blocks blocks, BlockLayout layout, Sizing sizing) {
    this.blocks = blocks;
    this.layout = layout;
    this.rows = layout.rows();
    this.sizing = sizing;
    this.arcs = rows.routes().stream().filter(r -> r.way() == Route.Way.ARC).toList();
  }

  /** Short arcs first; each above all that stands between its ends and all arcs over them. */
  List<Line> lines() {
    List<Route> ordered = new ArrayList<>(arcs);
    List<Line> lines = new ArrayList<>();
    ordered.sort(Comparator.comparingInt(r -> rows.column(r.to()) - rows.column(r.from())));
    List<Route> placed = new ArrayList<>();
    List<Double> heights = new ArrayList<>();
    for (Route arc : ordered) {
      double y = layout.topBetween(rows.column(arc.from()), rows.column(arc.to())) + LANE;
      for (int i = 0; i < placed.size(); i++) {
        if (overlap(placed.get(i), arc)) {
          y = Math.max(y, heights.get(i) + LANE);
        }
      }
      placed.add(arc);
      heights.add(y);
      lines.add(new Line(arc, points(arc, y)));
    }
    return lines;
  }

  private boolean overlap(Route a, Route b) {
    return rows.column(a.from()) < rows.column(b.to())
        && rows.column(b.from()) < rows.column(a.to());
  }

  private List<Point> points(Route arc, double y) {
    Point start = start(arc.from());
    Point end = end(arc);
    return List.of(start, new Point(start.x(), y, 0), new Point(end.x(), y, 0), end);
  }

  /** Near the end of a block's top; behind that where something of its own stands above it. */
  private Point start(int block) {
    Place place = layout.place(block);
    double roof = sizing.roof(blocks.get(block), place);
    if (isCrowned(block)) {
      double back = place.slant() * BESIDE;
      return place.west().plus(roof + back, place.height() / 2 + back, 0);
    }
    double east = roof - Math.min(0.5, roof / 4);
    return place.west().plus(east, rise(block, east), 0);
  }

  /**
   * In the middle of a block's top, or before that where something of its own stands above it; of
   * several the shortest farthest left, so that they do not cross. What joins them itself takes
   * them as one.
   */
  private Point end(Route arc) {
    Place place = layout.place(arc.to());
    if (isCrowned(arc.to())) {
      double front = place.slant() * (BESIDE + (0.5 - share(arc)) / 2);
      return place.west().plus(-front, place.height() / 2 - front, 0);
    }
    double east = sizing.roof(blocks.get(arc.to()), place) * share(arc);
    return place.west().plus(east, rise(arc.to(), east), 0);
  }

  /** Whether a bracket or connections past its parts stand above a block. */
  private boolean isCrowned(int block) {
    return blocks.get(block).times() > 1 || !blocks.get(block).bypasses().isEmpty();
  }

  /** Where among the arcs to one block an arc ends, from the left, 0, to the right, 1. */
  private double share(Route arc) {
    List<Route> others = new ArrayList<>(arcs);
    others.removeIf(other -> other.to() != arc.to());
    if (others.size() == 1 || blocks.get(arc.to()).look() == Look.MERGE) {
      return 0.5;
    }
    double shorter = others.stream().filter(other -> column(other) > column(arc)).count();
    return 0.1 + 0.5 * shorter / (others.size() - 1);
  }

  private int column(Route arc) {
    return rows.column(arc.from());
  }

  /** How far above its middle a block's top is, some way east of its west face. */
  private double rise(int block, double east) {
    Place place = layout.place(block);
    double radius = place.height() / 2;
    if (blocks.get(block).look() == Look.MERGE) {
      double beside = Math.min(radius, Math.abs(east - radius));
      return Math.sqrt(radius * radius - beside * beside);
    }
    return radius * (place.taper() + (1 - place.taper()) * east / place.width());
  }
}
