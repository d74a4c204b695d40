package io.vitrine.formats.pickle;

import io.vitrine.formats.pickle.PickleValue.Bool;
import io.vitrine.formats.pickle.PickleValue.Bytes;
import io.vitrine.formats.pickle.PickleValue.Int;
import io.vitrine.formats.pickle.PickleValue.LongInt;
import io.vitrine.formats.pickle.PickleValue.None;
import io.vitrine.formats.pickle.PickleValue.Real;
import io.vitrine.formats.pickle.PickleValue.Text;
import io.vitrine.model.ModelFormatException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The instructions that push a number, a text or bytes. Source: Python's pickletools, which
 * describes protocols 0 to 5.
 */
final class Scalars {
  private static final int MOST_INTEGER_BYTES = 4096;

  private Scalars() {}

  /** What an instruction pushes, null where it is none of these. */
  static @Nullable PickleValue read(int code, PickleInput in) throws ModelFormatException {
    return switch (code) {
      case 'N' -> None.NONE;
      case 0x88 -> new Bool(true);
      case 0x89 -> new Bool(false);
      case 'J' -> new Int(in.integer());
      case 'K' -> new Int(in.unsignedByte());
      case 'M' -> new Int(in.unsignedShort());
      case 'I', 'L' -> decimal(code, in);
      case 0x8A -> integer(in, in.unsignedByte());
      case 0x8B -> integer(in, in.unsignedInteger());
      case 'F' -> decimalReal(in);
      case 'G' -> new Real(in.real());
      case 'S' -> new Text(unquoted(in));
      case 'V' -> new Text(in.line());
      case 'U', 0x8C -> new Text(in.text(in.unsignedByte()));
      case 'T', 'X' -> new Text(in.text(in.unsignedInteger()));
      case 0x8D -> new Text(in.text(in.length()));
      case 'C' -> new Bytes(in.block(in.unsignedByte()));
      case 'B' -> new Bytes(in.block(in.unsignedInteger()));
      case 0x8E, 0x96 -> new Bytes(in.block(in.length()));
      default -> null;
    };
  }

  private static PickleValue decimal(int code, PickleInput in) throws ModelFormatException {
    long at = in.position();
    String line = in.line();
    if (code == 'I' && (line.equals("00") || line.equals("01"))) {
      return new Bool(line.equals("01"));
    }
    String digits = line.endsWith("L") ? line.substring(0, line.length() - 1) : line;
    try {
      return of(new BigInteger(digits));
    } catch (NumberFormatException e) {
      throw in.fault(at, "expected an integer, found '" + line + "'");
    }
  }

  private static PickleValue decimalReal(PickleInput in) throws ModelFormatException {
    long at = in.position();
    String line = in.line();
    try {
      return new Real(
          switch (line) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> Double.parseDouble(line);
          });
    } catch (NumberFormatException e) {
      throw in.fault(at, "expected a number, found '" + line + "'");
    }
  }

  /** Little-endian two's complement. */
  private static PickleValue integer(PickleInput in, long length) throws ModelFormatException {
    long at = in.position();
    if (length > MOST_INTEGER_BYTES) {
      throw in.fault(
          at, "expected an integer of at most " + MOST_INTEGER_BYTES + " bytes, found " + length);
    }
    ByteBuffer block = in.block(length);
    byte[] bigEndian = new byte[(int) length + 1];
    for (int i = 0; i < length; i++) {
      bigEndian[(int) length - i] = block.get(i);
    }
    bigEndian[0] = (byte) (length > 0 && bigEndian[1] < 0 ? -1 : 0);
    return of(new BigInteger(bigEndian));
  }

  private static PickleValue of(BigInteger value) {
    return value.bitLength() < Long.SIZE ? new Int(value.longValue()) : new LongInt(value);
  }

  private static String unquoted(PickleInput in) throws ModelFormatException {
    long at = in.position();
    String line = in.line();
    boolean quoted =
        line.length() >= 2
            && (line.charAt(0) == '\'' || line.charAt(0) == '"')
            && line.charAt(0) == line.charAt(line.length() - 1);
    if (!quoted) {
      throw in.fault(at, "expected a text in quotes");
    }
    return line.substring(1, line.length() - 1);
  }
}
