package io.vitrine.view.diagram.lenet;

import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Dash;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Tag;
import io.vitrine.figure.color.Palette;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.lenet.Operation.Window;
import io.vitrine.view.diagram.space.BlockLayout.Line;
import io.vitrine.view.diagram.space.BlockLayout.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What leads from one stack to the next: the window on the nearest map and the lines from its
 * corners to the number that it makes; upsampling the other way round; to and from vectors lines
 * between the ends.
 */
final class Windows {
  private static final double SMALLEST = 0.9;
  private static final double HALO_PX = 2.6;
  private static final double STRONG = 0.75;
  private static final double FAINT = 0.45;

  private final LenetSolids solids;
  private final int from;
  private final int to;
  private final Optional<Window> window;

  Windows(LenetSolids solids, Line line, Operation operation) {
    this.solids = solids;
    this.from = line.route().from();
    this.to = line.route().to();
    this.window = operation.window();
  }

  void addTo(List<Solid> all) {
    Stack source = solids.stack(from);
    Stack target = solids.stack(to);
    if (source.isBar() || target.isBar()) {
      addFunnel(all, source, target);
      return;
    }
    boolean grows = solids.look(to) == Look.UPSAMPLING;
    List<Point> read = square(from, source, grows ? Optional.empty() : window, Spot.LEAVING);
    List<Point> made = square(to, target, grows ? window : Optional.empty(), Spot.ARRIVING);
    outline(all, read);
    outline(all, made);
    all.add(solids.wire(List.of(read.get(1), made.get(0)), STRONG, Dash.SOLID));
    all.add(solids.wire(List.of(read.get(2), made.get(3)), STRONG, Dash.SOLID));
  }

  /** Lines from the upper to the upper and from the lower to the lower end. */
  private void addFunnel(List<Solid> all, Stack source, Stack target) {
    List<Point> a = edge(from, source);
    List<Point> b = edge(to, target);
    all.add(solids.wire(List.of(a.get(1), b.get(0)), FAINT, Dash.DASHED));
    all.add(solids.wire(List.of(a.get(2), b.get(3)), FAINT, Dash.DASHED));
  }

  private List<Point> edge(int block, Stack stack) {
    Place place = solids.place(block);
    return stack.isBar() ? stack.bar(place) : stack.corners(place, stack.sheets() - 1);
  }

  /** Where on a map a window lies: to the right where it leaves, to the left where it arrives. */
  private enum Spot {
    LEAVING(0.66, 0.36),
    ARRIVING(0.28, 0.62);

    private final double right;
    private final double down;

    Spot(double right, double down) {
      this.right = right;
      this.down = down;
    }
  }

  /** The corners of a window, or of one number where there is none, on the nearest sheet. */
  private List<Point> square(int block, Stack stack, Optional<Window> seen, Spot spot) {
    Extent extent = solids.output(block);
    boolean whole = seen.map(Window::isWhole).orElse(false);
    double wide = whole ? 1 : share(seen.map(Window::columns).orElse(1L), extent.width());
    double high = whole ? 1 : share(seen.map(Window::rows).orElse(1L), extent.height());
    double width = Math.min(1, Math.max(wide, SMALLEST / stack.width()));
    double height = Math.min(1, Math.max(high, SMALLEST / stack.height()));
    double left = Math.max(0, Math.min(1 - width, spot.right - width / 2));
    double top = Math.max(0, Math.min(1 - height, spot.down - height / 2));
    Place place = solids.place(block);
    return List.of(
        stack.onFront(place, left, top),
        stack.onFront(place, left + width, top),
        stack.onFront(place, left + width, top + height),
        stack.onFront(place, left, top + height));
  }

  private static double share(long window, long size) {
    return size < 1 ? 0 : Math.min(1, (double) window / size);
  }

  /** A window's edge on a halo, so that it is seen on a dark picture too. */
  private void outline(List<Solid> all, List<Point> corners) {
    List<Point> around = new ArrayList<>(corners);
    around.add(corners.get(0));
    all.add(new Solid.Wire(Tag.NONE, around, Palette.PAPER, HALO_PX, STRONG, Dash.SOLID));
    all.add(solids.wire(around, 1, Dash.SOLID));
  }
}
