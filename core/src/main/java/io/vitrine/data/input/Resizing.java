package io.vitrine.data.input;

import io.vitrine.data.image.Picture;

/** How a picture is brought to another size, by Pillow's antialiased bilinear. */
public sealed interface Resizing {
  /** The picture in its new size. */
  Picture apply(Picture picture);

  /** As {@link #parse} reads it. */
  String text();

  /** The size that the picture has. */
  record None() implements Resizing {
    @Override
    public String text() {
      return "none";
    }

    @Override
    public Picture apply(Picture picture) {
      return picture;
    }
  }

  /**
   * The shorter side to {@code side} and the longer one to {@code floor(side * longer / shorter)},
   * as torchvision's {@code Resize(side)} does: proportions stay.
   */
  record ShorterSide(int side) implements Resizing {
    public ShorterSide {
      if (side < 1) {
        throw new IllegalArgumentException("a side has at least one pixel, found " + side);
      }
    }

    @Override
    public String text() {
      return Integer.toString(side);
    }

    @Override
    public Picture apply(Picture picture) {
      int height = picture.size().height();
      int width = picture.size().width();
      int longer =
          (int)
              ((double) Math.multiplyExact(side, Math.max(height, width))
                  / Math.min(height, width));
      return height <= width ? picture.resized(side, longer) : picture.resized(longer, side);
    }
  }

  /** To a size, whatever becomes of the proportions. */
  record To(Extent extent) implements Resizing {
    @Override
    public String text() {
      return extent.text();
    }

    @Override
    public Picture apply(Picture picture) {
      return picture.resized(extent.height(), extent.width());
    }
  }

  /**
   * A resizing as people write it: {@code 256} for the shorter side, {@code 224x224} for a size,
   * {@code none}.
   *
   * @throws IllegalArgumentException where the text is neither
   */
  static Resizing parse(String text) {
    if (text.strip().equalsIgnoreCase("none")) {
      return new None();
    }
    Extent extent = Extent.parse(text);
    return text.matches("\\s*\\d+\\s*") ? new ShorterSide(extent.height()) : new To(extent);
  }
}
