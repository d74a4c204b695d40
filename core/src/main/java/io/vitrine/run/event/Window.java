package io.vitrine.run.event;

import java.io.EOFException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * A part of a file in memory that moves along with what is asked for; larger than its usual size
 * only while one record needs it.
 */
final class Window {
  private static final int USUAL_BYTES = 1 << 18;
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final FileChannel channel;
  private final long size;
  private byte[] bytes;
  private long start;
  private int length;

  Window(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
    this.bytes = new byte[(int) Math.min(USUAL_BYTES, size)];
  }

  /** The file's size when the window was opened; what is appended later is not seen. */
  long size() {
    return size;
  }

  /** What is in memory now; {@link #load} may replace the array. */
  byte[] bytes() {
    return bytes;
  }

  /** Brings a range of the file into memory and gives its index in {@link #bytes}. */
  int load(long offset, int count) throws IOException {
    if (offset < start || offset + count > start + length) {
      fill(offset, count);
    }
    return (int) (offset - start);
  }

  private void fill(long offset, int count) throws IOException {
    int wanted = (int) Math.min(Math.max(count, USUAL_BYTES), size - offset);
    if (count > wanted) {
      throw new EOFException("bytes " + offset + " to " + (offset + count) + " of " + size);
    }
    if (bytes.length < wanted || bytes.length > Math.max(wanted, USUAL_BYTES)) {
      bytes = new byte[wanted];
    }
    start = offset;
    length = 0;
    ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, wanted);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, offset + buffer.position()) < 0) {
        throw new EOFException("the file was cut at " + (offset + buffer.position()));
      }
    }
    length = wanted;
  }

  long longAt(long offset) throws IOException {
    int index = load(offset, 8);
    return (long) LONGS.get(bytes, index);
  }

  int intAt(long offset) throws IOException {
    int index = load(offset, 4);
    return (int) INTS.get(bytes, index);
  }

  /** The masked checksum of a range of any length. */
  int maskedCrc(long offset, long count) throws IOException {
    CRC32C crc = new CRC32C();
    long at = offset;
    while (at < offset + count) {
      int part = (int) Math.min(USUAL_BYTES, offset + count - at);
      int index = load(at, part);
      crc.update(bytes, index, part);
      at += part;
    }
    return Frame.mask((int) crc.getValue());
  }
}
