package io.vitrine.zoo;

/**
 * What an image classifier takes and gives.
 *
 * @param channels 1 for grey, 3 for colour
 * @param height in pixels
 * @param width in pixels
 * @param classes how many classes it tells apart
 */
public record ImageTask(int channels, int height, int width, int classes) {
  public ImageTask {
    if (channels < 1 || height < 1 || width < 1 || classes < 1) {
      throw new IllegalArgumentException(
          "expected channels, height, width and classes of 1 or more, found "
              + channels
              + ", "
              + height
              + ", "
              + width
              + ", "
              + classes);
    }
  }
}
