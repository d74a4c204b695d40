package io.vitrine.figure;

import io.vitrine.figure.color.Paint;

/**
 * How a line looks.
 *
 * @param course from point to point or in steps, or no line at all
 */
public record LineStyle(Paint paint, Weight weight, Dash dash, Marker marker, Course course) {
  /** How much a line stands out. */
  public enum Weight {
    /** Thin and half transparent: raw values behind a smoothed line. */
    FAINT,
    NORMAL,
    BOLD
  }

  /** The pattern of a line. */
  public enum Dash {
    SOLID,
    DASHED,
    DOTTED
  }

  /** The sign at each point. */
  public enum Marker {
    NONE,
    CIRCLE,
    SQUARE,
    TRIANGLE,
    DIAMOND
  }

  /** How a line gets from one point to the next. */
  public enum Course {
    STRAIGHT,
    /** Level until the next point, then up or down. */
    STEPS,
    /** Markers only. */
    NONE
  }

  /** A straight, solid line of normal weight without markers. */
  public static LineStyle of(Paint paint) {
    return new LineStyle(paint, Weight.NORMAL, Dash.SOLID, Marker.NONE, Course.STRAIGHT);
  }

  public LineStyle faint() {
    return new LineStyle(paint, Weight.FAINT, dash, marker, course);
  }

  public LineStyle bold() {
    return new LineStyle(paint, Weight.BOLD, dash, marker, course);
  }

  public LineStyle with(Dash other) {
    return new LineStyle(paint, weight, other, marker, course);
  }

  public LineStyle with(Marker other) {
    return new LineStyle(paint, weight, dash, other, course);
  }

  public LineStyle with(Course other) {
    return new LineStyle(paint, weight, dash, marker, other);
  }
}
