package io.vitrine.data;

import io.vitrine.data.image.Signature;
import io.vitrine.model.ModelFormatException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * An IDX file read from front to back, raw or gzipped, which its content tells.
 *
 * <p>Layout, big-endian: two zero bytes, the element type, the rank, one 32-bit size for each
 * dimension, then the elements in row-major order. Offsets in messages count the unpacked bytes.
 *
 * <p>Source: the description on the MNIST database's page by LeCun, Cortes and Burges.
 */
final class IdxStream {
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final String file;
  private final IdxType type;
  private final int[] dims;
  private long offset;

  private IdxStream(InputStream in, String file) throws IOException {
    this.in = in;
    this.file = file;
    byte[] magic = readUpTo(4);
    if (magic.length < 4 || magic[0] != 0 || magic[1] != 0) {
      throw notIdx(magic);
    }
    this.type =
        IdxType.of(magic[2])
            .orElseThrow(
                () ->
                    wrong(
                        2,
                        String.format("element type 0x%02X", magic[2]),
                        "0x08 (ubyte), 0x09, 0x0B, 0x0C, 0x0D or 0x0E"));
    this.dims = readDims(magic[3]);
  }

  /** Reads the header. The stream stays the caller's to close. */
  static IdxStream open(InputStream raw, String file) throws IOException {
    InputStream in = new BufferedInputStream(raw, BUFFER);
    in.mark(2);
    byte[] head = in.readNBytes(2);
    in.reset();
    boolean gzip = head.length == 2 && head[0] == 0x1F && (head[1] & 0xFF) == 0x8B;
    return new IdxStream(gzip ? unpacked(in, file) : in, file);
  }

  private static InputStream unpacked(InputStream in, String file) throws IOException {
    try {
      return new BufferedInputStream(new GZIPInputStream(in, BUFFER), BUFFER);
    } catch (EOFException | ZipException e) {
      throw new ModelFormatException(
          file + ": the gzip header at byte 0 is cut or damaged; fetch the file again", e);
    }
  }

  private int[] readDims(int rank) throws IOException {
    if (rank < 1 || rank > 4) {
      throw wrong(3, "rank " + (rank & 0xFF), "1 for labels, 3 or 4 for images");
    }
    int[] sizes = new int[rank];
    for (int i = 0; i < rank; i++) {
      long at = offset;
      sizes[i] = ByteBuffer.wrap(next(4, "the sizes of its " + rank + " dimensions")).getInt();
      if (sizes[i] < 0) {
        throw wrong(at, "size " + Integer.toUnsignedString(sizes[i]), "at most 2147483647");
      }
      if (sizes[i] == 0) {
        throw wrong(at, "size 0 of dimension " + i, "at least 1: the file holds no data");
      }
    }
    return sizes;
  }

  String file() {
    return file;
  }

  IdxType type() {
    return type;
  }

  int[] dims() {
    return dims.clone();
  }

  /** Where the next element starts. */
  long offset() {
    return offset;
  }

  /** The next bytes, all of them. */
  byte[] next(int length, String what) throws IOException {
    long start = offset;
    byte[] bytes = readUpTo(length);
    if (bytes.length < length) {
      throw new ModelFormatException(
          file
              + ": the file ends at byte "
              + (start + bytes.length)
              + ", in "
              + what
              + ", which takes bytes "
              + start
              + " to "
              + (start + length - 1)
              + "; it is cut, fetch it again");
    }
    return bytes;
  }

  /** Checks that nothing follows. */
  void end() throws IOException {
    long at = offset;
    if (readUpTo(1).length > 0) {
      throw wrong(at, "more bytes", "the end of the file after " + Arrays.toString(dims));
    }
  }

  private byte[] readUpTo(int length) throws IOException {
    try {
      byte[] bytes = in.readNBytes(length);
      offset += bytes.length;
      return bytes;
    } catch (EOFException | ZipException e) {
      throw new ModelFormatException(
          file
              + ": the gzip data is cut or damaged after "
              + offset
              + " unpacked bytes; fetch the file again",
          e);
    }
  }

  private ModelFormatException notIdx(byte[] magic) throws IOException {
    byte[] rest = readUpTo(Signature.LENGTH - magic.length);
    byte[] head = Arrays.copyOf(magic, magic.length + rest.length);
    System.arraycopy(rest, 0, head, magic.length, rest.length);
    return wrong(0, Signature.describe(head), "an IDX file: two zero bytes, type, rank");
  }

  ModelFormatException wrong(long at, String found, String expected) {
    return new ModelFormatException(
        file + ": expected " + expected + ", found " + found + " (byte " + at + ")");
  }
}
