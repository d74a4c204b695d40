package io.vitrine.view.diagram.lenet;

import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Solid.Side;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Block;
import io.vitrine.view.diagram.block.Blocks;
import io.vitrine.view.diagram.space.BlockLayout;
import io.vitrine.view.diagram.space.BlockLayout.Line;
import io.vitrine.view.diagram.space.BlockLayout.Place;
import io.vitrine.view.diagram.space.Route;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The words at stacks that have their places: above each its maps; below, between it and what is
 * before it, what makes it, or, where a line runs upright there, below the stack.
 */
final class LenetWords {
  private static final double LINE_PX = 15;

  /** A letter, about. */
  private static final double LETTER_PX = 6.6;

  /** From here on scripts are written in squares. */
  private static final int FIRST_WIDE = 0x2E80;

  private static final double WIDE = 1.7;
  private static final double AROUND_PX = 4;

  private final Blocks blocks;
  private final BlockLayout layout;
  private final LenetSizing sizing;

  /** The stacks with words below themselves; what comes next to one keeps to that. */
  private final Set<Integer> under = new HashSet<>();

  LenetWords(Blocks blocks, BlockLayout layout, LenetSizing sizing) {
    this.blocks = blocks;
    this.layout = layout;
    this.sizing = sizing;
  }

  /**
   * Adds the words at a stack, after those of all before it.
   *
   * @param operation what makes it
   */
  void addTo(List<Solid> solids, int stack, List<String> operation) {
    solids.add(Solid.Note.of(top(stack), maps(blocks.get(stack)), Side.ABOVE));
    if (blocks.get(stack).look() == Look.INPUT) {
      solids.add(Solid.Note.bold(below(stack, stack), blocks.get(stack).path(), Side.BELOW));
      return;
    }
    Point at = below(stack, operation);
    for (int line = 0; line < operation.size(); line++) {
      Point place = at.plus(0, -line * LINE_PX / layout.unitPx(), 0);
      solids.add(Solid.Note.of(place, operation.get(line), Side.BELOW));
    }
  }

  /** How far the words above a stack reach beyond its left side, about; at least 0. */
  double overhang(int stack) {
    double half = half(List.of(maps(blocks.get(stack))));
    return Math.max(0, half - (top(stack).x() - place(stack).west().x()));
  }

  private Point top(int stack) {
    Stack shape = sizing.stack(blocks.get(stack));
    double middle = shape.isBar() ? Stack.BAR / 2 : shape.width() / 2;
    return place(stack).west().plus(middle, place(stack).height() / 2, 0);
  }

  private Place place(int block) {
    return layout.places().get(block);
  }

  /** {@code 64@32x32}, of vectors the units. */
  private static String maps(Block block) {
    Extent out = block.output();
    return switch (out.form()) {
      case MAP -> out.words().channels() + "@" + out.words().height() + "x" + out.words().width();
      case SEQUENCE, VECTOR -> out.text();
    };
  }

  private Point below(int stack, List<String> words) {
    Optional<Point> between =
        layout.lines().stream()
            .map(Line::route)
            .filter(route -> route.to() == stack && route.way() == Route.Way.STRAIGHT)
            .map(Route::from)
            .findFirst()
            .filter(before -> !under.contains(before))
            .map(before -> below(before, stack))
            .filter(at -> isFree(at, words));
    if (between.isEmpty()) {
      under.add(stack);
    }
    return between.orElseGet(() -> below(stack, stack));
  }

  /** Whether no line runs upright through words below a point. */
  private boolean isFree(Point at, List<String> words) {
    double half = half(words);
    double low = at.y() - (words.size() * LINE_PX + AROUND_PX) / layout.unitPx();
    for (Line line : layout.lines()) {
      List<Point> points = line.points();
      for (int i = 1; i < points.size(); i++) {
        double from = points.get(i - 1).y();
        double to = points.get(i).y();
        boolean beside = Math.abs(points.get(i).x() - at.x()) < half;
        if (from != to && beside && Math.max(from, to) > low && Math.min(from, to) < at.y()) {
          return false;
        }
      }
    }
    return true;
  }

  private double half(List<String> words) {
    double letters = words.stream().mapToDouble(LenetWords::letters).max().orElse(0);
    return (letters * LETTER_PX / 2 + AROUND_PX) / layout.unitPx();
  }

  private static double letters(String text) {
    return text.chars().mapToDouble(letter -> letter < FIRST_WIDE ? 1 : WIDE).sum();
  }

  /** The middle between two neighbors, below both; in one row below all. */
  private Point below(int from, int to) {
    double low =
        layout.rows().rowCount() == 1
            ? layout.places().stream().mapToDouble(LenetWords::bottom).min().orElse(0)
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
