package io.vitrine.figure;

/**
 * How panels lie on the page: row by row.
 *
 * @param columns panels beside each other
 * @param sharedX whether panels below each other have one x axis, labelled at the lowest
 */
public record Arrangement(int columns, SharedX sharedX) {
  /** Whether panels below each other have one x axis. */
  public enum SharedX {
    NO,
    YES
  }

  public Arrangement {
    if (columns < 1) {
      throw new IllegalArgumentException("panels in " + columns + " columns");
    }
  }

  /** One below the other. */
  public static Arrangement stack() {
    return new Arrangement(1, SharedX.NO);
  }

  /** One below the other with one x axis. */
  public static Arrangement sharingX() {
    return new Arrangement(1, SharedX.YES);
  }

  public static Arrangement grid(int columns) {
    return new Arrangement(columns, SharedX.NO);
  }
}
