package io.vitrine.view.diagram.space;

import io.vitrine.figure.Solid;
import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.Tag;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.DiagramTheme;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.block.Block;
import io.vitrine.view.diagram.block.Blocks;
import io.vitrine.view.diagram.space.BlockLayout.Line;
import io.vitrine.view.diagram.space.BlockLayout.Place;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is between blocks that have their places, whatever these look like: lines, merges, frames.
 */
public final class Joints {
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

  /** Above what is shown once and repeated. */
  public List<Solid> brackets() {
    return new Brackets(blocks, layout, words).all();
  }
}
