package io.vitrine.formats.zip;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates a member within limits: no more than its directory entry says, no more than deflate can
 * make of its bytes, and no content beyond 64 MiB that is more than 200 times as long as what is
 * stored. Source: RFC 1951.
 */
final class Inflation {
  /** Deflate makes at most 258 bytes of 2 bits. */
  private static final long MOST_RATIO = 1032;

  private static final long BOMB_BYTES = 64L << 20;
  private static final long BOMB_RATIO = 200;

  /** A share of the heap that one member may take. */
  private static final int HEAP_SHARE = 2;

  private Inflation() {}

  /** The whole content, its CRC-32 checked. */
  static ByteBuffer whole(FileBytes file, ZipMember member, long start) throws IOException {
    check(file, member, start);
    ByteBuffer content = inflate(file, member, start, (int) member.size());
    CRC32 crc = new CRC32();
    crc.update(content.duplicate());
    Checksums.compare(file, member, start, crc.getValue());
    return content;
  }

  /** The first bytes of the content, as many as there are up to a number. */
  static ByteBuffer head(FileBytes file, ZipMember member, long start, int most)
      throws IOException {
    return inflate(file, member, start, (int) Math.min(most, member.size()));
  }

  private static void check(FileBytes file, ZipMember member, long start)
      throws ModelFormatException {
    long size = member.size();
    boolean impossible = size / MOST_RATIO > member.packed() + 1;
    boolean bomb = size > BOMB_BYTES && size / BOMB_RATIO > member.packed();
    if (impossible || bomb) {
      throw file.fault(
          start,
          "member '"
              + member.name()
              + "' is said to make "
              + size
              + " bytes of "
              + member.packed()
              + ", as a zip bomb does; it is not unpacked");
    }
    if (size > Runtime.getRuntime().maxMemory() / HEAP_SHARE || size > Integer.MAX_VALUE - 8) {
      throw file.fault(
          start,
          "member '"
              + member.name()
              + "' is compressed and takes "
              + size
              + " bytes of memory; store it without compression, or give Java more (-Xmx)");
    }
  }

  private static ByteBuffer inflate(FileBytes file, ZipMember member, long start, int length)
      throws IOException {
    ByteBuffer out = ByteBuffer.allocate(length);
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(file.slice(start, member.packed()));
      while (out.hasRemaining()) {
        if (inflater.inflate(out) == 0) {
          throw file.fault(
              start + inflater.getBytesRead(),
              "member '"
                  + member.name()
                  + "' ends after "
                  + out.position()
                  + " of "
                  + member.size()
                  + " bytes");
        }
      }
      return out.flip();
    } catch (DataFormatException e) {
      ModelFormatException fault =
          file.fault(
              start + inflater.getBytesRead(),
              "member '" + member.name() + "' cannot be inflated: " + e.getMessage());
      fault.initCause(e);
      throw fault;
    } finally {
      inflater.end();
    }
  }
}
