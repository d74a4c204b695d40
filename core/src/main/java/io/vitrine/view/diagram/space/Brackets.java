package io.vitrine.view.diagram.space;

import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Tag;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.block.Blocks;
import io.vitrine.view.diagram.block.Captions;
import io.vitrine.view.diagram.space.BlockLayout.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The brackets above what is shown once and repeated: one over each row of it, and one over each
 * part of a row where something else stands between, so that none stands over what is not repeated.
 */
final class Brackets {
  /** From a bracket to the next one above it. */
  static final double STEP = 4.5;

  private static final double ABOVE_ARCS = 2.4;
  private static final double ABOVE_BLOCKS = 1.6;

  private final Blocks blocks;
  private final BlockLayout layout;
  private final Rows rows;
  private final Words words;

  Brackets(Blocks blocks, BlockLayout layout, Words words) {
    this.blocks = blocks;
    this.layout = layout;
    this.rows = layout.rows();
    this.words = words;
  }

  /** A bracket, and where it would stand if it were alone. */
  private record Span(Blocks.Frame frame, double left, double right, double y) {
    double width() {
      return right - left;
    }

    boolean crosses(Span other) {
      return left < other.right && other.left < right && Math.abs(y - other.y) < 3 * STEP;
    }

    Span at(double height) {
      return new Span(frame, left, right, height);
    }
  }

  /**
   * Short ones first, each above those that it crosses. It says what the copies are called together
   * where it is long enough.
   */
  List<Solid> all() {
    List<Span> alone = new ArrayList<>();
    for (Blocks.Frame frame : blocks.frames()) {
      runs(frame).forEach(run -> alone.add(span(frame, run)));
    }
    alone.sort(Comparator.comparingDouble(Span::width));
    List<Span> spans = new ArrayList<>();
    for (Span span : alone) {
      double y = span.y();
      for (Span other : spans) {
        y = other.crosses(span) ? Math.max(y, other.y() + STEP) : y;
      }
      spans.add(span.at(y));
    }
    return spans.stream().map(this::bracket).toList();
  }

  private Solid bracket(Span span) {
    Blocks.Frame frame = span.frame();
    String times = "× " + frame.times();
    String name = Captions.brief(frame.path()) + "  " + times;
    return new Solid.Bracket(
        Tag.titled(words.say("diagram.times", frame.times(), frame.path())),
        new Point(span.left(), span.y(), 0),
        new Point(span.right(), span.y(), 0),
        1,
        name.length() * BlockLayout.LETTER < span.width() ? name : times);
  }

  /** A frame's blocks by rows, cut where other blocks stand between. */
  private List<List<Integer>> runs(Blocks.Frame frame) {
    List<Integer> all = new ArrayList<>();
    for (int block = 0; block < blocks.size(); block++) {
      all.add(block);
    }
    all.sort(Comparator.<Integer>comparingInt(rows::row).thenComparingInt(rows::column));
    List<List<Integer>> runs = new ArrayList<>();
    int before = -1;
    for (int block : all) {
      boolean own = frame.blocks().contains(block);
      if (own && before >= 0 && rows.row(before) == rows.row(block)) {
        runs.get(runs.size() - 1).add(block);
      } else if (own) {
        runs.add(new ArrayList<>(List.of(block)));
      }
      before = own ? block : -1;
    }
    return runs;
  }

  private Span span(Blocks.Frame frame, List<Integer> run) {
    List<Place> places = run.stream().map(layout::place).toList();
    double left = places.get(0).west().x();
    double right = places.get(places.size() - 1).east().x();
    if (rows.row(run.get(0)) > 0) {
      return new Span(frame, left, right, layout.topOf(run) + ABOVE_BLOCKS);
    }
    int from = rows.column(run.get(0));
    int to = rows.column(run.get(run.size() - 1));
    double top = Math.max(arcs(from, to), layout.topBetween(from, to));
    return new Span(frame, left, right, top + ABOVE_ARCS);
  }

  /** The highest point of the arcs that begin or end at some columns or pass over them. */
  private double arcs(int from, int to) {
    return layout.lines().stream()
        .filter(line -> line.route().way() == Route.Way.ARC)
        .filter(line -> rows.column(line.route().from()) <= to)
        .filter(line -> rows.column(line.route().to()) >= from)
        .flatMap(line -> line.points().stream())
        .mapToDouble(Point::y)
        .max()
        .orElse(-1e9);
  }
}
