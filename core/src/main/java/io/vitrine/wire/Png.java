package io.vitrine.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The little of PNG that writing pictures needs: encoding 8-bit pixels, reading the size.
 *
 * <p>Source: PNG specification (W3C), sections 5.2 (signature), 11.2.1 (IHDR), 11.3.4.3 (pHYs).
 */
public final class Png {
  static final long SIGNATURE = 0x89504E470D0A1A0AL;
  static final int IHDR = 0x49484452;
  static final int IDAT = 0x49444154;
  static final int IEND = 0x49454E44;
  static final int PHYS = 0x70485973;
  private static final double METERS_PER_INCH = 0.0254;
  private static final int SIZE_AT = 16;
  private static final int SMALLEST = 33;

  private Png() {}

  /** Width and height in pixels. */
  public record Size(int width, int height) {}

  /** Width and height in pixels, and bytes a pixel: 1 channel grey, 3 RGB, 4 RGBA. */
  public record Shape(int width, int height, int channels) {
    public Shape {
      if (width < 1 || height < 1 || channels != 1 && channels != 3 && channels != 4) {
        throw new IllegalArgumentException(
            "a picture of " + width + " x " + height + " pixels of " + channels + " bytes");
      }
    }

    /** The content of the header chunk. */
    byte[] header() {
      int colorType = channels == 1 ? 0 : channels == 3 ? 2 : 6;
      ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
      return header.put((byte) 8).put((byte) colorType).array();
    }
  }

  /**
   * Width and height of a PNG file.
   *
   * @throws IllegalArgumentException where the bytes are not a PNG file's
   */
  public static Size size(byte[] png) {
    ByteBuffer bytes = ByteBuffer.wrap(png);
    if (png.length < SMALLEST || bytes.getLong(0) != SIGNATURE || bytes.getInt(12) != IHDR) {
      throw new IllegalArgumentException(
          "expected the bytes of a PNG file (89 50 4E 47 ...), found " + beginning(png));
    }
    return new Size(bytes.getInt(SIZE_AT), bytes.getInt(SIZE_AT + 4));
  }

  private static String beginning(byte[] bytes) {
    StringBuilder text = new StringBuilder(bytes.length + " bytes beginning");
    for (int i = 0; i < Math.min(4, bytes.length); i++) {
      text.append(String.format(Locale.ROOT, " %02X", bytes[i]));
    }
    return text.toString();
  }

  /** How hard an encoder tries. */
  public enum Effort {
    /** Rather soon than small. */
    SOON(3),
    /** Rather small than soon. */
    SMALL(6);

    private final int level;

    Effort(int level) {
      this.level = level;
    }

    int level() {
      return level;
    }
  }

  /** A small file that states no size in inches. */
  public static byte[] encode(int width, int height, byte[] pixels) {
    return encode(width, height, pixels, Effort.SMALL, 0);
  }

  /**
   * A PNG file of 8-bit pixels, row by row, channels interleaved: 1 channel grey, 3 RGB, 4 RGBA.
   *
   * @param dotsPerInch the size at which the picture is meant to be seen; 0 states none
   * @throws IllegalArgumentException where the length is not width x height x 1, 3 or 4
   */
  public static byte[] encode(
      int width, int height, byte[] pixels, Effort effort, double dotsPerInch) {
    Shape shape = new Shape(width, height, channels(width, height, pixels.length));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PngWriter png = PngWriter.open(out, shape, effort, dotsPerInch)) {
      for (int y = 0; y < height; y++) {
        png.row(pixels, y * width * shape.channels());
      }
      png.finish();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return out.toByteArray();
  }

  /** The content of the chunk that states a density. */
  static byte[] density(double dotsPerInch) {
    int perMeter = (int) Math.round(dotsPerInch / METERS_PER_INCH);
    return ByteBuffer.allocate(9).putInt(perMeter).putInt(perMeter).put((byte) 1).array();
  }

  private static int channels(int width, int height, int length) {
    if (width > 0 && height > 0) {
      long area = (long) width * height;
      for (int channels : new int[] {1, 3, 4}) {
        if (area * channels == length) {
          return channels;
        }
      }
    }
    throw new IllegalArgumentException(
        "a picture of "
            + width
            + " x "
            + height
            + " pixels has 1, 3 or 4 bytes a pixel, found "
            + length
            + " bytes");
  }
}
