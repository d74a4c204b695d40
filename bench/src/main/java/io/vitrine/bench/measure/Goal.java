package io.vitrine.bench.measure;

import java.util.Locale;

/**
 * What a row must reach.
 *
 * @param quantity what is bounded
 * @param direction on which side of the bound it must lie
 * @param bound in the row's unit, or as a ratio
 */
public record Goal(Quantity quantity, Direction direction, double bound) {
  /** What is bounded. */
  public enum Quantity {
    /** The median. */
    VALUE,
    /** The median over the peer's. */
    RATIO
  }

  /** On which side of the bound. */
  public enum Direction {
    AT_MOST,
    AT_LEAST
  }

  public static Goal valueAtMost(double bound) {
    return new Goal(Quantity.VALUE, Direction.AT_MOST, bound);
  }

  public static Goal ratioAtMost(double bound) {
    return new Goal(Quantity.RATIO, Direction.AT_MOST, bound);
  }

  public static Goal ratioAtLeast(double bound) {
    return new Goal(Quantity.RATIO, Direction.AT_LEAST, bound);
  }

  public boolean isReachedBy(double figure) {
    return direction == Direction.AT_MOST ? figure <= bound : figure >= bound;
  }

  /** For instance {@code at most 0.5 s}, or {@code at least 2.8 x}. */
  public String text(String unit) {
    return "%s %s %s"
        .formatted(
            direction.name().toLowerCase(Locale.ROOT).replace('_', ' '),
            trimmed(bound),
            quantity == Quantity.RATIO ? "x" : unit);
  }

  private static String trimmed(double number) {
    return number == Math.rint(number)
        ? Long.toString((long) number)
        : Double.toString(number); // always with a point
  }
}
