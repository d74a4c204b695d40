package io.vitrine.data.image;

/**
 * What pictures are brought to on reading. The colours come first, then the size, as torchvision
 * does it.
 *
 * @param channels 1 for grey, 3 for colour, 0 for what the files have
 * @param height rows, or 0 for what the files have
 * @param width columns; 0 exactly where the height is 0
 */
public record ImageFormat(int channels, int height, int width) {
  /** Colours and size as the files have them. */
  public static final ImageFormat AS_FOUND = new ImageFormat(0, 0, 0);

  public ImageFormat {
    if (channels != 0 && channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "an image file gives 1 channel (grey) or 3 (colour), not " + channels);
    }
    if (height < 0 || width < 0 || (height == 0) != (width == 0)) {
      throw new IllegalArgumentException("no image has the size " + height + " x " + width);
    }
  }

  /** A size, with the colours as the files have them. */
  public static ImageFormat of(int height, int width) {
    return new ImageFormat(0, height, width);
  }

  /** Whether the size is given. */
  public boolean resizes() {
    return height > 0;
  }
}
