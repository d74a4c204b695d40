package io.vitrine.data.input;

/**
 * A size in pixels.
 *
 * @param height rows, 1 or more
 * @param width columns, 1 or more
 */
public record Extent(int height, int width) {
  public Extent {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "a size has at least one row and one column, found " + height + " x " + width);
    }
  }

  public static Extent square(int side) {
    return new Extent(side, side);
  }

  /**
   * A size as people write it: {@code 224} for a square, else height first, {@code 224x160}.
   *
   * @throws IllegalArgumentException where the text is no size
   */
  public static Extent parse(String text) {
    String[] parts = text.strip().split("[x,]", -1);
    try {
      if (parts.length == 1 || parts.length == 2) {
        return new Extent(
            Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[parts.length - 1].strip()));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(unknown(text), e);
    }
    throw new IllegalArgumentException(unknown(text));
  }

  private static String unknown(String text) {
    return "'" + text + "' is no size; write 224, or height x width such as 224x160";
  }

  /** As {@link #parse} reads it: {@code 224x160}. */
  String text() {
    return height + "x" + width;
  }

  /** For example {@code 224 x 160}. */
  @Override
  public String toString() {
    return height + " x " + width;
  }
}
