package io.vitrine.view.diagram;

import io.vitrine.model.Shape;
import java.util.Optional;

/**
 * The size of a value for one item of a batch, as a diagram shows it. A size of -1 is not known.
 *
 * @param form what the sizes are of
 * @param channels channels of a map, units of a vector, features of a sequence's element
 * @param height rows, 1 where there are none
 * @param width columns, or the length of a sequence; 1 where there are none
 */
public record Extent(Form form, long channels, long height, long width) {
  /** What has the sizes. */
  public enum Form {
    VECTOR,
    /** Elements one after another. */
    SEQUENCE,
    MAP
  }

  /** Nothing is known. */
  public static final Extent UNKNOWN = new Extent(Form.MAP, -1, -1, -1);

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
      case 1 -> new Extent(Form.VECTOR, s.size(0), 1, 1);
      case 2 -> new Extent(Form.VECTOR, s.size(1), 1, 1);
      case 3 ->
          featuresLast
              ? new Extent(Form.SEQUENCE, s.size(2), 1, s.size(1))
              : new Extent(Form.SEQUENCE, s.size(1), 1, s.size(2));
      default ->
          featuresLast
              ? new Extent(Form.MAP, s.size(-1), s.size(-3), s.size(-2))
              : new Extent(Form.MAP, s.size(1), s.size(-2), s.size(-1));
    };
  }

  public boolean isMap() {
    return form == Form.MAP && (height != 1 || width != 1);
  }

  public boolean sameArea(Extent other) {
    return height == other.height && width == other.width;
  }

  /** The longer of its sides. */
  public long side() {
    return Math.max(height, width);
  }

  /** Its sizes in words: {@code 64 x 32 x 32}; {@code ?} for one that is not known. */
  public String text() {
    return switch (form) {
      case MAP -> known(channels) + " x " + known(height) + " x " + known(width);
      case SEQUENCE -> known(width) + " x " + known(channels);
      case VECTOR -> known(channels);
    };
  }

  /** A size in words; {@code ?} where it is not known. */
  public static String known(long size) {
    return size < 0 ? "?" : Long.toString(size);
  }
}
