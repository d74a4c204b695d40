package io.vitrine.render;

import io.vitrine.figure.Pixels;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes PNG (W3C recommendation, third edition): 8 bits a channel, with alpha only where it is
 * needed, each row filtered by what lies above it.
 */
final class Png {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int FAST = 3;
  private static final int SMALL = 6;
  private static final double METERS_PER_INCH = 0.0254;

  private Png() {}

  /** Encodes a picture that becomes part of a file: rather small than soon. */
  static byte[] encode(Pixels pixels) {
    int channels = pixels.isOpaque() ? 3 : 4;
    return encode(pixels.width(), pixels.height(), pixels.toArray(), channels, 0, SMALL);
  }

  /** Encodes opaque pixels as a file: rather soon than small. */
  static byte[] encode(int width, int height, int[] rgb, double dotsPerInch) {
    return encode(width, height, rgb, 3, dotsPerInch, FAST);
  }

  /**
   * Encodes pixels {@code 0xAARRGGBB}, row-major.
   *
   * @param channels 3 to leave alpha out, 4 to keep it
   * @param dotsPerInch 0 for none stated
   * @param effort of compression, 1 to 9
   */
  private static byte[] encode(
      int width, int height, int[] argb, int channels, double dotsPerInch, int effort) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    byte colorType = (byte) (channels == 4 ? 6 : 2);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    chunk(out, "IHDR", header.put((byte) 8).put(colorType).array(), 13);
    if (dotsPerInch > 0) {
      int perMeter = (int) Math.round(dotsPerInch / METERS_PER_INCH);
      chunk(
          out,
          "pHYs",
          ByteBuffer.allocate(9).putInt(perMeter).putInt(perMeter).put((byte) 1).array(),
          9);
    }
    byte[] rows = filtered(width, height, argb, channels);
    Deflater deflater = new Deflater(effort);
    deflater.setInput(rows);
    deflater.finish();
    byte[] packed = new byte[rows.length + rows.length / 1000 + 64];
    int size = deflater.deflate(packed);
    deflater.end();
    chunk(out, "IDAT", packed, size);
    chunk(out, "IEND", new byte[0], 0);
    return out.toByteArray();
  }

  /** All rows with the filter "up": each byte less the one above it. */
  private static byte[] filtered(int width, int height, int[] argb, int channels) {
    byte[] rows = new byte[Math.multiplyExact(height, width * channels + 1)];
    int at = 0;
    for (int y = 0; y < height; y++) {
      rows[at++] = 2;
      for (int x = 0; x < width; x++) {
        int pixel = argb[y * width + x];
        int above = y == 0 ? 0 : argb[(y - 1) * width + x];
        rows[at++] = (byte) ((pixel >> 16) - (above >> 16));
        rows[at++] = (byte) ((pixel >> 8) - (above >> 8));
        rows[at++] = (byte) (pixel - above);
        if (channels == 4) {
          rows[at++] = (byte) ((pixel >>> 24) - (above >>> 24));
        }
      }
    }
    return rows;
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] content, int size) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content, 0, size);
    out.writeBytes(ByteBuffer.allocate(4).putInt(size).array());
    out.writeBytes(name);
    out.write(content, 0, size);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
