package io.vitrine.view.diagram.space;

import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Point;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.Tag;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.DiagramTheme;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Block;
import io.vitrine.view.diagram.block.Blocks;
import io.vitrine.view.diagram.block.Captions;
import io.vitrine.view.diagram.space.BlockLayout.Line;
import io.vitrine.view.diagram.space.BlockLayout.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is between blocks that have their places, whatever these look like: lines, merges, frames.
 */
public final class Joints {
  private static final double BRACKET = 4.5;

  private final Blocks blocks;
  private final BlockLayout layout;
  private final DiagramTheme theme;
  private final Words words;

  public Joints(Blocks blocks, BlockLayout layout, DiagramTheme theme, Words words) {
    this.blocks = blocks;
    this.layout = layout;
    this.theme = theme;
    this.words = words;
  }

  /** The blocks from the farthest to the nearest: by columns, in a column the lower one first. */
  public List<Integer> order() {
    List<Integer> order = new ArrayList<>();
    for (int b = 0; b < blocks.size(); b++) {
      order.add(b);
    }
    order.sort(
        Comparator.<Integer>comparingInt(b -> layout.rows().column(b))
            .thenComparingInt(b -> -layout.rows().row(b)));
    return order;
  }

  /** The lines to a block that are no arcs. */
  public List<Line> entering(int block) {
    return layout.lines().stream()
        .filter(line -> line.route().to() == block && line.route().way() != Route.Way.ARC)
        .toList();
  }

  public List<Line> arcs() {
    return layout.lines().stream().filter(line -> line.route().way() == Route.Way.ARC).toList();
  }

  public Solid arrow(Line line) {
    boolean arc = line.route().way() == Route.Way.ARC;
    String from = blocks.get(line.route().from()).path();
    String to = blocks.get(line.route().to()).path();
    Tag tag = arc ? Tag.titled(words.say("diagram.skip", from, to)) : Tag.NONE;
    return new Solid.Arrow(tag, line.points(), arc ? theme.skip() : theme.connector());
  }

  public Solid ball(Block block, Place place, Tag tag) {
    double radius = place.height() / 2;
    String operator = block.nodes().get(0).operator();
    String sign =
        switch (operator) {
          case "Add" -> "+";
          case "Sum" -> "Σ";
          case "Mul" -> "×";
          case "Sub" -> "−";
          case "Max" -> "max";
          default -> "‖";
        };
    Skin skin = theme.skin(Look.MERGE, false);
    return new Solid.Ball(
        tag, place.west().plus(radius, 0, 0), radius, skin.fill(), skin.opacity(), sign);
  }

  /**
   * Above what is shown once and repeated: short ones first, each above those that it crosses. It
   * says what the copies are called together where it is long enough.
   */
  public List<Solid> brackets() {
    List<Blocks.Frame> frames = new ArrayList<>(blocks.frames());
    frames.sort(Comparator.comparingDouble(frame -> span(frame).width()));
    List<Span> spans = new ArrayList<>();
    List<Solid> brackets = new ArrayList<>();
    for (Blocks.Frame frame : frames) {
      Span span = span(frame);
      double y = span.y();
      for (Span other : spans) {
        y = other.crosses(span) ? Math.max(y, other.y() + BRACKET) : y;
      }
      spans.add(new Span(span.left(), span.right(), y));
      String times = "× " + frame.times();
      String name = Captions.brief(frame.path()) + "  " + times;
      brackets.add(
          new Solid.Bracket(
              Tag.titled(words.say("diagram.times", frame.times(), frame.path())),
              new Point(span.left(), y, 0),
              new Point(span.right(), y, 0),
              1,
              name.length() * BlockLayout.LETTER < span.width() ? name : times));
    }
    return brackets;
  }

  /** Where a bracket would stand if it were alone. */
  private record Span(double left, double right, double y) {
    double width() {
      return right - left;
    }

    boolean crosses(Span other) {
      return left < other.right && other.left < right && Math.abs(y - other.y) < 3 * BRACKET;
    }
  }

  /**
   * The blocks that a frame's bracket stands above: those in the main row where it has any, since
   * over others, further down, blocks may stand that are not of the frame.
   */
  private List<Integer> spanned(Blocks.Frame frame) {
    List<Integer> main =
        frame.blocks().stream().filter(block -> layout.rows().row(block) == 0).toList();
    return main.isEmpty() ? frame.blocks() : main;
  }

  private Span span(Blocks.Frame frame) {
    List<Integer> spanned = spanned(frame);
    List<Place> places = spanned.stream().map(b -> layout.places().get(b)).toList();
    double left = places.stream().mapToDouble(p -> p.west().x()).min().orElse(0);
    double right = places.stream().mapToDouble(p -> p.east().x()).max().orElse(0);
    if (layout.row(frame) > 0) {
      return new Span(left, right, layout.topWithin(frame) + 1);
    }
    int from = spanned.stream().mapToInt(layout.rows()::column).min().orElse(0);
    int to = spanned.stream().mapToInt(layout.rows()::column).max().orElse(0);
    double arcs =
        layout.lines().stream()
            .filter(line -> line.route().way() == Route.Way.ARC)
            .filter(line -> layout.rows().column(line.route().from()) < to)
            .filter(line -> layout.rows().column(line.route().to()) > from)
            .flatMap(line -> line.points().stream())
            .mapToDouble(Point::y)
            .max()
            .orElse(-1e9);
    return new Span(left, right, Math.max(arcs, layout.topBetween(from, to)) + 2.4);
  }
}
