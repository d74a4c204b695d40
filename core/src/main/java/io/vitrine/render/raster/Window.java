package io.vitrine.render.raster;

import io.vitrine.render.drawing.Box;

/**
 * Whole pixels from left to right and from top to bottom, the last ones not included; without any
 * where an end does not lie beyond its beginning.
 */
public record Window(int left, int top, int right, int bottom) {
  /** The pixels whose centers lie in a box, which is in pixels. */
  public static Window of(Box box) {
    return new Window(
        first(box.x()),
        first(box.y()),
        first(box.x() + box.width()),
        first(box.y() + box.height()));
  }

  /** The first pixel whose center is not before a place. */
  private static int first(double place) {
    return (int) Math.ceil(place - 0.5);
  }

  /** The pixels that both have. */
  public Window within(Window other) {
    return new Window(
        Math.max(left, other.left),
        Math.max(top, other.top),
        Math.min(right, other.right),
        Math.min(bottom, other.bottom));
  }

  public boolean isEmpty() {
    return right <= left || bottom <= top;
  }
}
