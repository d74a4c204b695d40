package io.vitrine.render.layout.part;

import io.vitrine.render.drawing.Box;

/** A panel that can be measured and drawn. */
public interface Block {
  /** The room that words take around the panel's own area, in pixels. */
  record Insets(double left, double right, double top) {
    public static final Insets NONE = new Insets(0, 0, 0);

    /** As blocks below each other share them. */
    public Insets besides(Insets other) {
      return new Insets(Math.max(left, other.left), Math.max(right, other.right), top);
    }

    /** As blocks beside each other share it. */
    public Insets under(double higher) {
      return new Insets(left, right, Math.max(top, higher));
    }
  }

  /** The least width it can be drawn in. */
  double minWidth();

  /**
   * What it needs around; blocks below each other get the larger of their needs on either side,
   * blocks beside each other the larger one above.
   */
  default Insets insets(double width) {
    return Insets.NONE;
  }

  double height(double width, Insets insets);

  /** Draws it into a box of the width and height agreed. */
  void draw(Canvas canvas, Box box, Insets insets);
}
