package io.vitrine.view.diagram.space;

import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Blocks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * At which height of its block each connection arrives.
 *
 * <p>What comes along the block's own row arrives in its middle, what comes from below under that,
 * from above over it; of several from one side, the one from the nearest row next to the middle. So
 * lines from different blocks do not join before the block that takes them; only at a sum or a
 * concatenation, which joins them itself, all from one side arrive as one. Nearer rows get the
 * tracks farther left, so that lines to one block do not cross.
 */
final class Ports {
  private static final double STEP = 2.2;

  /** How much of a block's height, or of a ball's, its ports take. */
  private static final double SHARE = 0.76;

  private final Blocks blocks;
  private final Rows rows;
  private final Map<Route, Integer> slots = new HashMap<>();
  private final int[] farthest;

  Ports(Blocks blocks, Rows rows) {
    this.blocks = blocks;
    this.rows = rows;
    this.farthest = new int[blocks.size()];
    Map<Integer, List<Route>> entering = new HashMap<>();
    for (Route route : rows.routes()) {
      if (route.way() != Route.Way.ARC) {
        entering.computeIfAbsent(route.to(), to -> new ArrayList<>()).add(route);
      }
    }
    entering.forEach(this::assign);
  }

  /** Counted from the middle, up where positive. */
  int slot(Route route) {
    return slots.getOrDefault(route, 0);
  }

  /** How far above the middle of a block of a height a connection arrives. */
  double offset(Route route, double height) {
    int outermost = Math.max(1, farthest[route.to()]);
    return slot(route) * Math.min(STEP, SHARE * height / 2 / outermost);
  }

  private void assign(int block, List<Route> entering) {
    boolean joins = blocks.get(block).look() == Look.MERGE;
    boolean straight = entering.stream().anyMatch(route -> side(route) == 0);
    for (int side : new int[] {-1, 1}) {
      List<Route> here = new ArrayList<>(entering);
      here.removeIf(route -> side(route) != side);
      here.sort(Comparator.comparingInt(route -> Math.abs(route.row() - rows.row(block))));
      int first = !straight && here.size() == entering.size() ? 0 : 1;
      for (int i = 0; i < here.size(); i++) {
        int slot = joins ? first : first + i;
        slots.put(here.get(i), side * slot);
        farthest[block] = Math.max(farthest[block], slot);
      }
    }
  }

  /** Whether a connection comes from above, 1, from below, -1, or along the row, 0. */
  private int side(Route route) {
    int row = rows.row(route.to());
    return route.way() == Route.Way.STRAIGHT
        ? 0
        : route.row() == row
            ? Integer.compare(row, rows.row(route.from()))
            : Integer.compare(row, route.row());
  }
}
