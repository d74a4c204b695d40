package io.vitrine.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The little of PNG that writing pictures needs: encoding 8-bit pixels, reading the size.
 *
 * <p>Source: PNG specification (W3C), sections 5.2 (signature), 5.3 (chunks), 9.2 (filters), 11.2.1
 * (IHDR), 11.3.4.3 (pHYs).
 */
public final class Png {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
  private static final int PHYS = 0x70485973;
  private static final double METERS_PER_INCH = 0.0254;
  private static final int SIZE_AT = 16;
  private static final int SMALLEST = 33;

  private Png() {}

  /** Width and height in pixels. */
  public record Size(int width, int height) {}

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
    int channels = channels(width, height, pixels.length);
    byte colorType = (byte) (channels == 1 ? 0 : channels == 3 ? 2 : 6);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) 8).put(colorType).rewind();
    ByteBuffer data = deflated(filtered(height, width * channels, pixels), effort);
    ByteBuffer png = ByteBuffer.allocate(8 + 25 + 21 + 12 + data.remaining() + 12);
    png.putLong(SIGNATURE);
    chunk(png, IHDR, header);
    if (dotsPerInch > 0) {
      int perMeter = (int) Math.round(dotsPerInch / METERS_PER_INCH);
      ByteBuffer density = ByteBuffer.allocate(9).putInt(perMeter).putInt(perMeter);
      chunk(png, PHYS, density.put((byte) 1).flip());
    }
    chunk(png, IDAT, data);
    chunk(png, IEND, ByteBuffer.allocate(0));
    return Arrays.copyOf(png.array(), png.position());
  }

  /** All rows with the filter "up": each byte less the one above it. */
  private static byte[] filtered(int height, int stride, byte[] pixels) {
    byte[] rows = new byte[Math.multiplyExact(height, stride + 1)];
    for (int y = 0; y < height; y++) {
      int row = y * (stride + 1);
      rows[row] = 2;
      System.arraycopy(pixels, y * stride, rows, row + 1, stride);
      for (int x = 0; y > 0 && x < stride; x++) {
        rows[row + 1 + x] -= pixels[(y - 1) * stride + x];
      }
    }
    return rows;
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

  private static ByteBuffer deflated(byte[] raw, Effort effort) {
    Deflater deflater = new Deflater(effort.level);
    try {
      deflater.setInput(raw);
      deflater.finish();
      byte[] packed = new byte[raw.length + raw.length / 1000 + 64];
      return ByteBuffer.wrap(packed, 0, deflater.deflate(packed));
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteBuffer out, int type, ByteBuffer data) {
    int length = data.remaining();
    ByteBuffer checked = out.putInt(length).slice();
    out.putInt(type).put(data);
    CRC32 crc = new CRC32();
    crc.update(checked.limit(4 + length));
    out.putInt((int) crc.getValue());
  }
}
