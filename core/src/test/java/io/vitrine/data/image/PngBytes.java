package io.vitrine.data.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes PNG files byte by byte, right or wrong as a test wants them. */
public final class PngBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private PngBytes() {
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
  }

  /** A file with its header, nothing after it. */
  static PngBytes start(int width, int height, int bitDepth, int colourType) {
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    return new PngBytes().chunk("IHDR", header.put((byte) bitDepth).put((byte) colourType).array());
  }

  /** A whole file: rows are filtered by 0. */
  public static byte[] file(int width, int height, int bitDepth, int colourType, byte[][] rows) {
    ByteArrayOutputStream filtered = new ByteArrayOutputStream();
    for (byte[] row : rows) {
      filtered.write(0);
      filtered.writeBytes(row);
    }
    return start(width, height, bitDepth, colourType)
        .chunk("IDAT", deflate(filtered.toByteArray()))
        .end();
  }

  static byte[] deflate(byte[] bytes) {
    Deflater deflater = new Deflater();
    deflater.setInput(bytes);
    deflater.finish();
    byte[] buffer = new byte[bytes.length + 64];
    int length = deflater.deflate(buffer);
    deflater.end();
    return java.util.Arrays.copyOf(buffer, length);
  }

  PngBytes chunk(String type, byte[] body) {
    CRC32 sum = new CRC32();
    byte[] name = type.getBytes(StandardCharsets.ISO_8859_1);
    sum.update(name);
    sum.update(body);
    out.writeBytes(ByteBuffer.allocate(4).putInt(body.length).array());
    out.writeBytes(name);
    out.writeBytes(body);
    out.writeBytes(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
    return this;
  }

  byte[] end() {
    return chunk("IEND", new byte[0]).bytes();
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
