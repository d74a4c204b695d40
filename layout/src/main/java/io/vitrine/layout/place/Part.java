package io.vitrine.layout.place;

import java.util.List;

/** A thing with a place on a level. */
public sealed interface Part {
  /**
   * A box of a fixed size.
   *
   * @param outs where values leave it, across from its own edge, in the order of the level's nets;
   *     empty: evenly spread
   */
  record Box(double across, double along, List<Double> outs) implements Part {
    public Box {
      outs = List.copyOf(outs);
      if (!(across > 0 && along > 0)) {
        throw new IllegalArgumentException("a box of " + across + " x " + along);
      }
    }
  }

  /**
   * A level inside this one.
   *
   * @param insets the room around it
   */
  record Frame(Level level, Insets insets) implements Part {}

  /**
   * Room around what is in a frame.
   *
   * @param before along the flow, at the beginning
   * @param after along the flow, at the end
   * @param left across the flow
   * @param right across the flow
   * @param heading across the flow, what the first values that enter keep free for a heading
   * @param least the least size of the whole frame along the flow
   */
  record Insets(
      double before, double after, double left, double right, double heading, double least) {}
}
