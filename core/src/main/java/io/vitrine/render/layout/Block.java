package io.vitrine.render.layout;

import io.vitrine.render.drawing.Box;

/** A panel that can be measured and drawn. */
interface Block {
  /** The room that names and ticks take on either side of the panel's own area, in pixels. */
  record Insets(double left, double right) {
    static final Insets NONE = new Insets(0, 0);

    Insets max(Insets other) {
      return new Insets(Math.max(left, other.left), Math.max(right, other.right));
    }
  }

  /** The least width it can be drawn in. */
  double minWidth();

  /** What it needs on either side; blocks below each other get the larger of their needs. */
  default Insets insets(double width) {
    return Insets.NONE;
  }

  double height(double width, Insets insets);

  /** Draws it into a box of the width and height agreed. */
  void draw(Canvas canvas, Box box, Insets insets);
}
