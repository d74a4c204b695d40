package io.vitrine.render.drawing;

import io.vitrine.figure.color.Paint;

/**
 * How a text looks.
 *
 * @param size of the em in pixels
 */
public record TextStyle(double size, Weight weight, Paint paint) {
  /** How heavy letters are. */
  public enum Weight {
    REGULAR,
    BOLD
  }

  public static TextStyle regular(double size, Paint paint) {
    return new TextStyle(size, Weight.REGULAR, paint);
  }

  public static TextStyle bold(double size, Paint paint) {
    return new TextStyle(size, Weight.BOLD, paint);
  }
}
