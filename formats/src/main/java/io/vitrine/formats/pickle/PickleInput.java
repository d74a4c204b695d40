package io.vitrine.formats.pickle;

import io.vitrine.formats.file.Faults;
import io.vitrine.model.ModelFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of one or several pickles, read forward. Every length is checked against what is left,
 * and all texts together may take {@value #MOST_TEXT} bytes of memory.
 */
public final class PickleInput {
  private static final int MOST_TEXT = 64 << 20;
  private static final int MOST_LINE = 8192;

  /** What a text takes beside its letters. */
  private static final int TEXT_OVERHEAD = 48;

  private final ByteBuffer bytes;
  private final Faults faults;
  private long textLeft = MOST_TEXT;

  private PickleInput(ByteBuffer bytes, Faults faults) {
    this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    this.faults = faults;
  }

  /** Bytes from their position on; errors are made by what knows where they lie. */
  public static PickleInput of(ByteBuffer bytes, Faults faults) {
    return new PickleInput(bytes, faults);
  }

  /** How many bytes have been read. */
  public long position() {
    return bytes.position();
  }

  ModelFormatException fault(long at, String message) {
    return faults.at(at, message);
  }

  int unsignedByte() throws ModelFormatException {
    return need(1).get() & 0xFF;
  }

  int unsignedShort() throws ModelFormatException {
    return need(2).getShort() & 0xFFFF;
  }

  int integer() throws ModelFormatException {
    return need(4).getInt();
  }

  long unsignedInteger() throws ModelFormatException {
    return need(4).getInt() & 0xFFFFFFFFL;
  }

  long length() throws ModelFormatException {
    return need(8).getLong();
  }

  double real() throws ModelFormatException {
    return Double.longBitsToDouble(Long.reverseBytes(need(8).getLong()));
  }

  /** A view of so many bytes. */
  ByteBuffer block(long length) throws ModelFormatException {
    if (length < 0 || length > bytes.remaining()) {
      throw fault(
          bytes.position(),
          "the pickle declares "
              + Long.toUnsignedString(length)
              + " bytes, but "
              + bytes.remaining()
              + " are left");
    }
    ByteBuffer block = bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + (int) length);
    return block;
  }

  /** Text of so many bytes: UTF-8, or Latin-1 where it is none, as Python 2 wrote its strings. */
  String text(long length) throws ModelFormatException {
    long at = bytes.position();
    ByteBuffer block = block(length);
    charge(length, at);
    try {
      CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(block.duplicate());
      return decoded.toString();
    } catch (CharacterCodingException e) {
      return StandardCharsets.ISO_8859_1.decode(block).toString();
    }
  }

  /** Text up to a line's end, which is read too. */
  String line() throws ModelFormatException {
    int start = bytes.position();
    int most = Math.min(bytes.limit(), start + MOST_LINE);
    for (int at = start; at < most; at++) {
      if (bytes.get(at) == '\n') {
        String line = text(at - start);
        bytes.get();
        return line;
      }
    }
    if (most == bytes.limit()) {
      throw fault(start, "the pickle ends in this line; the file is cut off");
    }
    throw fault(start, "expected a line of at most " + MOST_LINE + " bytes");
  }

  private void charge(long length, long at) throws ModelFormatException {
    textLeft -= length + TEXT_OVERHEAD;
    if (textLeft < 0) {
      throw fault(at, "the texts of the pickle take more than " + MOST_TEXT + " bytes");
    }
  }

  private ByteBuffer need(int length) throws ModelFormatException {
    if (bytes.remaining() < length) {
      throw fault(bytes.position(), "the pickle ends here; the file is cut off");
    }
    return bytes;
  }
}
