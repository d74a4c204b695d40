package io.vitrine.run.event;

import io.vitrine.wire.ProtoWriter;
import java.util.zip.CRC32C;

/**
 * The frame of one record in an event file: length (8 bytes), masked checksum of the length (4),
 * data, masked checksum of the data (4), all little-endian.
 *
 * <p>Source: TensorFlow's {@code tensorflow/core/lib/io/record_writer.h}. The checksum is CRC-32C;
 * masking is {@code rotateRight(crc, 15) + 0xA282EAD8} modulo 2^32, so that a file of checksums
 * does not look like checked data.
 */
final class Frame {
  /** Bytes before the data: length and its checksum. */
  static final int HEADER_BYTES = 12;

  /** Bytes behind the data: its checksum. */
  static final int FOOTER_BYTES = 4;

  static final int LENGTH_BYTES = 8;

  private Frame() {}

  /** The masked CRC-32C of a range of bytes. */
  static int maskedCrc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return mask((int) crc.getValue());
  }

  static int mask(int crc) {
    return Integer.rotateRight(crc, 15) + 0xA282EAD8;
  }

  /** Makes room for the header and gives the frame's start, which {@link #close} needs. */
  static int open(ProtoWriter out) {
    int start = out.size();
    out.fixed64(0).fixed32(0);
    return start;
  }

  /** Fills in the header of everything written since {@link #open}, and appends the checksum. */
  static void close(ProtoWriter out, int start) {
    int data = start + HEADER_BYTES;
    int length = out.size() - data;
    out.setFixed64(start, length);
    out.setFixed32(start + LENGTH_BYTES, maskedCrc(out.array(), start, LENGTH_BYTES));
    out.fixed32(maskedCrc(out.array(), data, length));
  }
}
