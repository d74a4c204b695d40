package io.vitrine.run.event;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * The little of PNG that logging pictures needs: encoding 8-bit pixels, reading the size.
 *
 * <p>Source: PNG specification (W3C), sections 5.2 (signature), 5.3 (chunks), 11.2.2 (IHDR).
 */
public final class Png {
  private static final long SIGNATURE = 0x89504E470D0A1A0AL;
  private static final int IHDR = 0x49484452;
  private static final int IDAT = 0x49444154;
  private static final int IEND = 0x49454E44;
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

  /**
   * A PNG file of 8-bit pixels, row by row, channels interleaved: 1 channel grey, 3 RGB, 4 RGBA.
   *
   * @throws IllegalArgumentException where the length is not width x height x 1, 3 or 4
   */
  public static byte[] encode(int width, int height, byte[] pixels) {
    int channels = channels(width, height, pixels.length);
    int stride = width * channels;
    ByteBuffer rows = ByteBuffer.allocate(Math.multiplyExact(height, stride + 1));
    for (int y = 0; y < height; y++) {
      rows.put((byte) 0).put(pixels, y * stride, stride);
    }
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8);
    header.put((byte) (channels == 1 ? 0 : channels == 3 ? 2 : 6)).put(new byte[3]);
    byte[] data = deflate(rows.array());
    ByteBuffer png = ByteBuffer.allocate(8 + 25 + 12 + data.length + 12).putLong(SIGNATURE);
    chunk(png, IHDR, header.array());
    chunk(png, IDAT, data);
    chunk(png, IEND, new byte[0]);
    return png.array();
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

  private static byte[] deflate(byte[] raw) {
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(raw);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length / 2 + 64);
      byte[] part = new byte[8192];
      while (!deflater.finished()) {
        out.write(part, 0, deflater.deflate(part));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }

  private static void chunk(ByteBuffer out, int type, byte[] data) {
    ByteBuffer checked = out.putInt(data.length).slice();
    out.putInt(type).put(data);
    CRC32 crc = new CRC32();
    crc.update(checked.limit(4 + data.length));
    out.putInt((int) crc.getValue());
  }
}
