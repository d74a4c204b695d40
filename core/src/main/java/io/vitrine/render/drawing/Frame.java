package io.vitrine.render.drawing;

/**
 * A parallelogram, by the left upper corner of what lies in it and the vectors along its upper and
 * its left edge.
 */
public record Frame(
    double x, double y, double acrossX, double acrossY, double downX, double downY) {
  public static Frame of(Box box) {
    return new Frame(box.x(), box.y(), box.width(), 0, 0, box.height());
  }

  /** Whether it is an upright rectangle. */
  public boolean isUpright() {
    return acrossY == 0 && downX == 0 && acrossX >= 0 && downY >= 0;
  }

  public Outline outline() {
    return Outline.polygon(
        x,
        y,
        x + acrossX,
        y + acrossY,
        x + acrossX + downX,
        y + acrossY + downY,
        x + downX,
        y + downY);
  }

  /** The upright box around it. */
  public Box bounds() {
    return outline().bounds();
  }
}
