package io.vitrine.data;

import io.vitrine.model.Shape;

/** The size {@code (C, H, W)} of one image; planes lie one after another, rows within a plane. */
record Frame(int channels, int height, int width) {
  Frame {
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

  int plane() {
    return height * width;
  }

  int elements() {
    return channels * plane();
  }

  Frame resized(int newHeight, int newWidth) {
    return new Frame(channels, newHeight, newWidth);
  }

  boolean hasSize(int otherHeight, int otherWidth) {
    return height == otherHeight && width == otherWidth;
  }

  Shape shape(int count) {
    return Shape.of(count, channels, height, width);
  }

  @Override
  public String toString() {
    return channels + " x " + height + " x " + width;
  }
}
