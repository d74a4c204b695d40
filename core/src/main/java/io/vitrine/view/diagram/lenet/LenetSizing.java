package io.vitrine.view.diagram.lenet;

import io.vitrine.figure.Numbers;
import io.vitrine.figure.Solid.Point;
import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.Look;
import io.vitrine.view.diagram.Proportions;
import io.vitrine.view.diagram.block.Block;
import io.vitrine.view.diagram.block.Blocks;
import io.vitrine.view.diagram.space.BlockLayout.Place;
import io.vitrine.view.diagram.space.Sizing;

/** How large stacks are: with sides as the options' proportions have them, smaller. */
record LenetSizing(Proportions proportions, long map, long sequence) implements Sizing {
  private static final double SMALLER = 0.36;
  private static final double SHORTEST = 2.4;

  /** Where all maps are smaller, none is drawn as large as the largest of others. */
  private static final long LEAST_MAP = 8;

  private static final double GAP = 9;
  private static final double HEADROOM = 3;
  private static final double BALL_RADIUS = 1.6;
  private static final double LEAST_PX = 5.8;
  private static final double MOST_PX = 7.5;
  private static final double WIDTH_PX = 1_160;

  static LenetSizing of(Blocks blocks, Proportions proportions) {
    double longest = Math.max(10, SMALLER * proportions.longest());
    return new LenetSizing(
        new Proportions(proportions.scale(), longest, SHORTEST),
        Math.max(LEAST_MAP, Sizing.largest(blocks, Extent.Form.MAP)),
        Sizing.largest(blocks, Extent.Form.SEQUENCE));
  }

  Stack stack(Block block) {
    return Stack.of(block.output(), proportions, map, sequence);
  }

  @Override
  public Place place(Block block) {
    Point origin = new Point(0, 0, 0);
    if (block.look() == Look.MERGE) {
      return new Place(origin, Numbers.of(2 * BALL_RADIUS), 2 * BALL_RADIUS, 0, 1);
    }
    Stack stack = stack(block);
    return new Place(origin, Numbers.of(stack.fullWidth()), stack.fullHeight(), 0, 1);
  }

  @Override
  public double gap() {
    return GAP;
  }

  @Override
  public double headroom(Block block) {
    return block.look() == Look.MERGE ? 0 : HEADROOM;
  }

  @Override
  public Gluing gluing() {
    return Gluing.APART;
  }

  /** The farthest sheet's width: the others' tops are lower. */
  @Override
  public double roof(Block block, Place place) {
    return block.look() == Look.MERGE || stack(block).isBar()
        ? place.width()
        : stack(block).width();
  }

  @Override
  public double unitPx(double length) {
    return Math.max(LEAST_PX, Math.min(MOST_PX, WIDTH_PX / (length + 10)));
  }
}
