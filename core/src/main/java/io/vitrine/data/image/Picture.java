package io.vitrine.data.image;

import io.vitrine.model.ElementType;
import io.vitrine.model.Tensor;
import java.nio.ByteBuffer;

/**
 * The pixels of one picture, grey (one channel) or colour (red, green, blue), each value a byte
 * 0..255. Immutable.
 */
public final class Picture {
  private final ImageSize size;
  private final byte[] values;

  private Picture(ImageSize size, byte[] values) {
    this.size = size;
    this.values = values;
  }

  /**
   * A picture of values in planes, {@code (C, H, W)}; copied.
   *
   * @throws IllegalArgumentException where the channels are not 1 or 3, or the values do not fit
   *     the size
   */
  public static Picture of(ImageSize size, byte[] values) {
    return owning(size, values.clone());
  }

  static Picture owning(ImageSize size, byte[] values) {
    if (size.channels() != 1 && size.channels() != 3) {
      throw new IllegalArgumentException(
          "a picture has 1 channel (grey) or 3 (colour), not " + size.channels());
    }
    if (size.elements() != values.length) {
      throw new IllegalArgumentException(
          "a picture of " + size + " has " + size.elements() + " values, not " + values.length);
    }
    return new Picture(size, values);
  }

  public ImageSize size() {
    return size;
  }

  public boolean isGrey() {
    return size.channels() == 1;
  }

  /** The value of a channel at a row and a column, 0..255. */
  public int level(int channel, int y, int x) {
    return values[(channel * size.height() + y) * size.width() + x] & 0xFF;
  }

  /** The colour at a row and a column as {@code 0xRRGGBB}. */
  public int rgb(int y, int x) {
    int last = size.channels() - 1;
    return level(0, y, x) << 16 | level(last / 2, y, x) << 8 | level(last, y, x);
  }

  /** The values, {@code (C, H, W)}; a copy. */
  public byte[] values() {
    return values.clone();
  }

  /** The picture as a tensor {@code (1, C, H, W)} of uint8. */
  public Tensor tensor() {
    return Tensor.of(ElementType.UINT8, size.shape(1), ByteBuffer.wrap(values));
  }

  /**
   * The picture in grey, {@code (299 R + 587 G + 114 B) / 1000} rounded, in Pillow's fixed-point
   * form {@code (19595 R + 38470 G + 7471 B + 32768) >> 16}. The two differ for 9,040 of the 2^24
   * colours, by one level.
   */
  public Picture grey() {
    if (isGrey()) {
      return this;
    }
    int plane = size.plane();
    byte[] grey = new byte[plane];
    for (int i = 0; i < plane; i++) {
      int red = values[i] & 0xFF;
      int green = values[plane + i] & 0xFF;
      int blue = values[2 * plane + i] & 0xFF;
      grey[i] = (byte) ((19595 * red + 38470 * green + 7471 * blue + 0x8000) >> 16);
    }
    return new Picture(new ImageSize(1, size.height(), size.width()), grey);
  }

  /** The picture with three channels, equal ones where it is grey. */
  public Picture colour() {
    if (!isGrey()) {
      return this;
    }
    byte[] colour = new byte[Math.multiplyExact(3, values.length)];
    for (int c = 0; c < 3; c++) {
      System.arraycopy(values, 0, colour, c * values.length, values.length);
    }
    return new Picture(new ImageSize(3, size.height(), size.width()), colour);
  }

  /** The picture in another size, as Pillow's bilinear gives it ({@link Resampling#PILLOW}). */
  public Picture resized(int height, int width) {
    return size.hasSize(height, width)
        ? this
        : new Picture(
            size.resized(height, width), PillowBilinear.of(size, height, width).resize(values));
  }

  /**
   * The middle of the picture. An odd row or column that is left over goes where Python's rounding
   * to even puts it, as in torchvision's {@code CenterCrop}.
   *
   * @throws IllegalArgumentException where the picture is smaller
   */
  public Picture centre(int height, int width) {
    if (height > size.height() || width > size.width()) {
      throw new IllegalArgumentException(
          "a crop of "
              + height
              + " x "
              + width
              + " is larger than the image, which has "
              + size.height()
              + " x "
              + size.width()
              + "; resize it to more, or crop less");
    }
    int top = (int) Math.rint((size.height() - height) / 2.0);
    int left = (int) Math.rint((size.width() - width) / 2.0);
    ImageSize to = size.resized(height, width);
    byte[] middle = new byte[to.elements()];
    for (int row = 0; row < size.channels() * height; row++) {
      int from = (row / height * size.height() + top + row % height) * size.width() + left;
      System.arraycopy(values, from, middle, row * width, width);
    }
    return new Picture(to, middle);
  }

  /** The picture with its channels the other way round: blue, green, red. Grey stays. */
  public Picture reversedChannels() {
    int plane = size.plane();
    byte[] reversed = new byte[values.length];
    for (int c = 0; c < size.channels(); c++) {
      System.arraycopy(values, c * plane, reversed, (size.channels() - 1 - c) * plane, plane);
    }
    return new Picture(size, reversed);
  }

  /** The picture brought to a format: colours first, then the size. */
  public Picture as(ImageFormat format) {
    Picture coloured =
        switch (format.channels()) {
          case 1 -> grey();
          case 3 -> colour();
          default -> this;
        };
    return format.resizes() ? coloured.resized(format.height(), format.width()) : coloured;
  }

  /** For example {@code 3 x 300 x 400 picture}. */
  @Override
  public String toString() {
    return size + " picture";
  }
}
