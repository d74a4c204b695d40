package io.vitrine.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a PNG file of 8-bit pixels row by row, so that the picture need not be held as a whole.
 *
 * <p>Each row goes through the filter "up": a byte less the one above it, which leaves zeros where
 * a row repeats the one above. Source: PNG specification (W3C), sections 5.3 (chunks), 9.2
 * (filters), 10 (compression).
 */
public final class PngWriter implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final byte UP = 2;

  private final OutputStream out;
  private final Deflater deflater;
  private final int stride;
  private final byte[] above;
  private final byte[] zeros;
  private final byte[] filtered;
  private final byte[] packed = new byte[BUFFER_BYTES];
  private int filling;
  private int packing;
  private int rowsLeft;

  private PngWriter(OutputStream out, Png.Shape shape, Png.Effort effort) {
    this.out = out;
    this.deflater = new Deflater(effort.level());
    this.stride = Math.multiplyExact(shape.width(), shape.channels());
    this.above = new byte[stride];
    this.zeros = new byte[stride];
    this.filtered = new byte[Math.max(BUFFER_BYTES, stride + 1)];
    this.rowsLeft = shape.height();
  }

  /**
   * Begins a file.
   *
   * @param out is not closed
   * @param dotsPerInch the size at which the picture is meant to be seen; 0 states none
   */
  public static PngWriter open(
      OutputStream out, Png.Shape shape, Png.Effort effort, double dotsPerInch) throws IOException {
    PngWriter writer = new PngWriter(out, shape, effort);
    out.write(ByteBuffer.allocate(8).putLong(Png.SIGNATURE).array());
    writer.chunk(Png.IHDR, shape.header());
    if (dotsPerInch > 0) {
      writer.chunk(Png.PHYS, Png.density(dotsPerInch));
    }
    return writer;
  }

  /**
   * Writes the next row: width x channels bytes, channels interleaved.
   *
   * @throws IllegalStateException where the picture has no more rows
   */
  public void row(byte[] samples, int from) throws IOException {
    beginRow();
    for (int i = 0; i < stride; i++) {
      filtered[filling + i] = (byte) (samples[from + i] - above[i]);
    }
    System.arraycopy(samples, from, above, 0, stride);
    filling += stride;
  }

  /** Writes the row above once more; a first row is black. */
  public void sameRow() throws IOException {
    beginRow();
    System.arraycopy(zeros, 0, filtered, filling, stride);
    filling += stride;
  }

  private void beginRow() throws IOException {
    if (rowsLeft-- <= 0) {
      throw new IllegalStateException("more rows than the picture is high");
    }
    if (filtered.length - filling < stride + 1) {
      deflate();
    }
    filtered[filling++] = UP;
  }

  /**
   * Ends the file.
   *
   * @throws IllegalStateException where rows are missing
   */
  public void finish() throws IOException {
    if (rowsLeft != 0) {
      throw new IllegalStateException(rowsLeft + " rows are missing");
    }
    deflater.finish();
    deflate();
    chunk(Png.IDAT, packed, packing);
    chunk(Png.IEND, new byte[0]);
  }

  /** Compresses what was filtered; what comes of it goes out by full buffers. */
  private void deflate() throws IOException {
    deflater.setInput(filtered, 0, filling);
    filling = 0;
    int bytes = deflater.deflate(packed, packing, packed.length - packing);
    while (bytes > 0) {
      packing += bytes;
      if (packing == packed.length) {
        chunk(Png.IDAT, packed, packing);
        packing = 0;
      }
      bytes = deflater.deflate(packed, packing, packed.length - packing);
    }
  }

  private void chunk(int type, byte[] data) throws IOException {
    chunk(type, data, data.length);
  }

  private void chunk(int type, byte[] data, int length) throws IOException {
    byte[] name = ByteBuffer.allocate(4).putInt(type).array();
    CRC32 check = new CRC32();
    check.update(name);
    check.update(data, 0, length);
    out.write(ByteBuffer.allocate(4).putInt(length).array());
    out.write(name);
    out.write(data, 0, length);
    out.write(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }

  /** Gives back the compressor's memory; ends no file. */
  @Override
  public void close() {
    deflater.end();
  }
}
