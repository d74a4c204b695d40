package io.vitrine.render;

import io.vitrine.render.drawing.Drawing;

/** The pixels of a drawing. */
record PictureSize(int width, int height) {
  private static final long MOST_PIXELS = 400_000_000;

  /**
   * The size at a scale.
   *
   * @throws IllegalArgumentException where it is none, or too large
   */
  static PictureSize of(Drawing drawing, RenderOptions options) {
    long width = Math.round(drawing.width() * options.scale());
    long height = Math.round(drawing.height() * options.scale());
    if (width < 1 || height < 1 || width * height > MOST_PIXELS) {
      throw new IllegalArgumentException(
          "a picture of "
              + width
              + " x "
              + height
              + " pixels; choose another scale than "
              + options.scale());
    }
    return new PictureSize((int) width, (int) height);
  }
}
