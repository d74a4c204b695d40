package io.vitrine.data.image;

import io.vitrine.model.Shape;

/**
 * The size {@code (C, H, W)} of one image, whose planes lie one after another, rows within a plane.
 *
 * @param channels 1 or more: 1 for grey, 3 for red, green and blue
 * @param height rows, 1 or more
 * @param width columns, 1 or more
 */
public record ImageSize(int channels, int height, int width) {
  public ImageSize {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "an image has at least one channel, row and column, found "
              + channels
              + " x "
              + height
              + " x "
              + width);
    }
    Math.multiplyExact(Math.multiplyExact(channels, height), width);
  }

  /** The number of pixels, {@code H x W}. */
  public int plane() {
    return height * width;
  }

  /** The number of values, {@code C x H x W}. */
  public int elements() {
    return channels * plane();
  }

  public ImageSize resized(int newHeight, int newWidth) {
    return new ImageSize(channels, newHeight, newWidth);
  }

  public boolean hasSize(int otherHeight, int otherWidth) {
    return height == otherHeight && width == otherWidth;
  }

  /** {@code (count, C, H, W)}. */
  public Shape shape(int count) {
    return Shape.of(count, channels, height, width);
  }

  @Override
  public String toString() {
    return channels + " x " + height + " x " + width;
  }
}
