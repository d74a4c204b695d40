package io.vitrine.view.diagram.space;

import io.vitrine.view.diagram.Extent;
import io.vitrine.view.diagram.block.Block;
import io.vitrine.view.diagram.block.Blocks;
import io.vitrine.view.diagram.space.BlockLayout.Place;

/** How large blocks are and how much room is about them, for a layout. Lengths are in units. */
public interface Sizing {
  /** Whether a pool stands against the convolution before it. */
  enum Gluing {
    GLUED,
    APART
  }

  /** A block at the origin. */
  Place place(Block block);

  /** The room between two columns, beside what is drawn of their depth. */
  double gap();

  /** The room for words above a block. */
  double headroom(Block block);

  Gluing gluing();

  /** How much of a block's width, from the west on, its top takes, where arcs meet it. */
  default double roof(Block block, Place place) {
    return place.width();
  }

  /** CSS pixels in a unit: the whole about as wide as a page, within bounds. */
  default double unitPx(double length) {
    return Math.max(4.2, Math.min(7.5, 1_160 / (length + 25)));
  }

  /** The longest side of all values of a form, 1 where there are none. */
  static long largest(Blocks blocks, Extent.Form form) {
    return blocks.all().stream()
        .map(Block::output)
        .filter(extent -> extent.form() == form)
        .mapToLong(Extent::side)
        .max()
        .orElse(1);
  }
}
