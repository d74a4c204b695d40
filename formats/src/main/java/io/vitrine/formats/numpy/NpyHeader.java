package io.vitrine.formats.numpy;

import io.vitrine.formats.file.Faults;
import io.vitrine.formats.file.SizeLimit;
import io.vitrine.model.ModelFormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * The header of an array: a magic number, a version, a length, and the text of a Python dict with
 * the type, the order and the shape.
 *
 * @param type the elements'
 * @param columnMajor whether the first dimension runs fastest, as in Fortran
 * @param sizes the dimensions
 * @param bytes length of the header, behind which the elements begin
 */
record NpyHeader(NumpyType type, boolean columnMajor, List<Long> sizes, int bytes) {
  /** No array has a header of more, unless it is a record of thousands of fields. */
  static final int MOST_BYTES = 1 << 16;

  private static final String MAGIC = "\u0093NUMPY";
  private static final int FIRST_VERSION_LENGTH = 10;

  NpyHeader {
    sizes = List.copyOf(sizes);
  }

  /** Whether bytes begin as an array does. */
  static boolean fits(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1).startsWith(MAGIC);
  }

  /**
   * Reads a header.
   *
   * @param head the first bytes of the array, {@value #MOST_BYTES} or all there are
   */
  static NpyHeader read(ByteBuffer head, Faults faults) throws ModelFormatException {
    byte[] start = new byte[Math.min(MAGIC.length(), head.remaining())];
    head.get(0, start);
    if (!fits(start) || head.remaining() < FIRST_VERSION_LENGTH + 2) {
      throw faults.at(0, "expected a NumPy array, which begins with \\x93NUMPY");
    }
    int version = head.get(MAGIC.length());
    if (version < 1 || version > 3) {
      throw faults.at(MAGIC.length(), "expected version 1, 2 or 3 of the format, found " + version);
    }
    int from = version == 1 ? FIRST_VERSION_LENGTH : FIRST_VERSION_LENGTH + 2;
    long length = version == 1 ? head.getShort(8) & 0xFFFF : head.getInt(8) & 0xFFFFFFFFL;
    if (length > head.remaining() - from) {
      throw faults.at(
          MAGIC.length() + 2,
          "the header is said to take "
              + length
              + " bytes; expected at most "
              + (head.remaining() - from));
    }
    byte[] text = new byte[(int) length];
    head.get(from, text);
    HeaderText dict =
        HeaderText.read(
            new String(text, StandardCharsets.UTF_8),
            (at, message) -> faults.at(from + at, message));
    return checked(dict, from + (int) length, faults, from);
  }

  private static NpyHeader checked(HeaderText dict, int bytes, Faults faults, int from)
      throws ModelFormatException {
    Optional<String> violation =
        SizeLimit.violation(dict.shape().stream().mapToLong(Long::longValue).toArray());
    if (violation.isPresent()) {
      throw faults.at(from, violation.get());
    }
    return new NpyHeader(NumpyType.of(dict.type()), dict.columnMajor(), dict.shape(), bytes);
  }
}
