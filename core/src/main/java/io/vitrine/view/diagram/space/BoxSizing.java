package io.vitrine.view.diagram.space;

import io.vitrine.figure.Numbers;
import io.vitrine.figure.Solid.Point;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.Proportions;
import io.vitrine.view.diagram.block.Block;
import io.vitrine.view.diagram.block.Blocks;
import io.vitrine.view.diagram.space.BlockLayout.Place;
import java.util.EnumSet;
import java.util.Set;

/** How large boxes are. */
record BoxSizing(Proportions proportions, long map, long sequence) implements Sizing {
  private static final double LONGEST_WITHOUT_MAPS = 18;

  /** What may take or make a map, such as a mask, in a network that is not about maps. */
  private static final Set<Look> FLAT = EnumSet.of(Look.INPUT, Look.OTHER, Look.MERGE);

  private static final double BALL_RADIUS = 1.8;
  private static final double GAP = 4.5;

  static BoxSizing of(Blocks blocks, Proportions proportions) {
    boolean maps =
        blocks.all().stream().anyMatch(b -> b.output().isMap() && !FLAT.contains(b.look()));
    long map = Sizing.largest(blocks, Extent.Form.MAP);
    long sequence = Sizing.largest(blocks, Extent.Form.SEQUENCE);
    return new BoxSizing(
        maps ? proportions : proportions.atMost(LONGEST_WITHOUT_MAPS), map, sequence);
  }

  @Override
  public Place place(Block block) {
    Point origin = new Point(0, 0, 0);
    if (block.look() == Look.MERGE) {
      double size = 2 * BALL_RADIUS;
      return new Place(origin, Numbers.of(size), size, size, 1);
    }
    Numbers widths =
        Numbers.of(
            block.parts().size(),
            i -> proportions.width(block.parts().get(i).look(), block.parts().get(i).output()));
    Extent extent = block.output();
    boolean single = extent.form() == Extent.Form.MAP && !extent.isMap() && map == 1;
    return switch (single ? Extent.Form.VECTOR : extent.form()) {
      case MAP ->
          new Place(
              origin,
              widths,
              proportions.side(extent.height(), map),
              proportions.side(extent.width(), map),
              taper(block));
      case SEQUENCE ->
          new Place(
              origin,
              widths,
              proportions.features(extent.channels()),
              proportions.side(extent.width(), sequence) * 0.6,
              1);
      case VECTOR -> {
        double thin = Math.max(proportions.shortest(), 3);
        yield new Place(origin, widths, thin, proportions.depth(extent.channels()), 1);
      }
    };
  }

  /** Upsampling grows from what it takes to what it makes. */
  private double taper(Block block) {
    Extent in = block.input();
    boolean grows =
        block.look() == Look.UPSAMPLING && in.isMap() && in.side() < block.output().side();
    return grows
        ? proportions.side(in.side(), map) / proportions.side(block.output().side(), map)
        : 1;
  }

  @Override
  public double gap() {
    return GAP;
  }

  @Override
  public double headroom(Block block) {
    return 0;
  }

  @Override
  public Gluing gluing() {
    return Gluing.GLUED;
  }
}
