package io.vitrine.view.diagram;

import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import java.util.Optional;

/**
 * The size of a value for one item of a batch, as a diagram shows it. A size of -1 is not known.
 *
 * @param form what the sizes are of
 * @param channels channels of a map, units of a vector, features of a sequence's element
 * @param height rows, 1 where there are none
 * @param width columns, or the length of a sequence; 1 where there are none
 * @param words how the sizes are written
 */
public record Extent(Form form, long channels, long height, long width, Words words) {
  /** What has the sizes. */
  public enum Form {
    VECTOR,
    /** Elements one after another. */
    SEQUENCE,
    MAP
  }

  /** The sizes as they are written: numbers, the names of sizes that are left open, or ?. */
  public record Words(String channels, String height, String width) {}

  private static final int LONGEST_NAME = 8;
  private static final Dim ONE = Dim.of(1);

  /** Nothing is known. */
  public static final Extent UNKNOWN = new Extent(Form.MAP, -1, -1, -1);

  /** Sizes without names. */
  public Extent(Form form, long channels, long height, long width) {
    this(form, channels, height, width, new Words(known(channels), known(height), known(width)));
  }

  /** Sizes with the names of those that are known by name only. */
  public static Extent of(Form form, Dim channels, Dim height, Dim width) {
    return new Extent(
        form,
        channels.sizeOr(-1),
        height.sizeOr(-1),
        width.sizeOr(-1),
        new Words(named(channels), named(height), named(width)));
  }

  /**
   * From a shape with the batch first: (N, C), (N, T, D) or (N, H, W, D) with the features last
   * where {@code featuresLast}, (N, C, W), (N, C, H, W); of (N, C, D, H, W) the last two.
   */
  public static Extent of(Optional<Shape> shape, boolean featuresLast) {
    if (shape.isEmpty() || shape.get().rank() < 1) {
      return UNKNOWN;
    }
    Shape s = shape.get();
    return switch (s.rank()) {
      case 1 -> of(Form.VECTOR, s.dim(0), ONE, ONE);
      case 2 -> of(Form.VECTOR, s.dim(1), ONE, ONE);
      case 3 ->
          featuresLast
              ? of(Form.SEQUENCE, s.dim(2), ONE, s.dim(1))
              : of(Form.SEQUENCE, s.dim(1), ONE, s.dim(2));
      default ->
          featuresLast
              ? of(Form.MAP, s.dim(-1), s.dim(-3), s.dim(-2))
              : of(Form.MAP, s.dim(1), s.dim(-2), s.dim(-1));
    };
  }

  /** The same with other channels. */
  public Extent withChannels(long other) {
    Words said = new Words(known(other), words.height(), words.width());
    return new Extent(form, other, height, width, said);
  }

  public boolean isMap() {
    return form == Form.MAP && (height != 1 || width != 1);
  }

  public boolean sameArea(Extent other) {
    return height == other.height && width == other.width;
  }

  /** Whether one size says both. */
  public boolean isSquare() {
    return words.height().equals(words.width());
  }

  /** The longer of its sides. */
  public long side() {
    return Math.max(height, width);
  }

  /** Its sizes in words: {@code 64 x 32 x 32}; {@code ?} for one that is not known. */
  public String text() {
    return switch (form) {
      case MAP -> words.channels() + " x " + words.height() + " x " + words.width();
      case SEQUENCE -> words.width() + " x " + words.channels();
      case VECTOR -> words.channels();
    };
  }

  /** A size in words; {@code ?} where it is not known. */
  public static String known(long size) {
    return size < 0 ? "?" : Long.toString(size);
  }

  /**
   * A size in a word that fits a picture: a number, a short name, or {@code ?} for a longer one.
   */
  public static String named(Dim size) {
    String name = size.toString();
    return size.isKnown() || name.length() <= LONGEST_NAME ? name : "?";
  }
}
