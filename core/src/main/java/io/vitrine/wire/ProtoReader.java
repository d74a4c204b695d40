package io.vitrine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.DoubleConsumer;

/**
 * Walks the fields of one protocol-buffer message. Fields that nobody asks for are passed over,
 * whatever their number.
 *
 * <p>Source: the encoding chapter of the protocol buffers documentation.
 */
public final class ProtoReader {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** The bytes are not a message. */
  public static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Malformed(String message) {
      super(message, null, false, false);
    }
  }

  private final byte[] bytes;
  private final int end;
  private int position;
  private int field;
  private int wireType;
  private long bits;
  private int start;

  public ProtoReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.end = to;
  }

  public ProtoReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** A reader of what is left, which leaves this one where it is. */
  public ProtoReader copy() {
    return new ProtoReader(bytes, position, end);
  }

  /** Moves to the next field; false at the message's end. */
  public boolean next() {
    if (position == end) {
      return false;
    }
    long key = varint();
    field = (int) (key >>> 3);
    wireType = (int) (key & 7);
    switch (wireType) {
      case ProtoWriter.VARINT -> bits = varint();
      case ProtoWriter.FIXED64 -> bits = (long) LONGS.get(bytes, advance(8));
      case ProtoWriter.LENGTH -> {
        bits = varint();
        start = advance(bits);
      }
      case ProtoWriter.FIXED32 -> bits = (int) INTS.get(bytes, advance(4));
      default -> throw new Malformed("wire type " + wireType);
    }
    return true;
  }

  private int advance(long count) {
    if (count < 0 || count > end - position) {
      throw new Malformed("a field of " + count + " bytes where " + (end - position) + " are left");
    }
    int from = position;
    position += (int) count;
    return from;
  }

  private long varint() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = bytes[advance(1)];
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new Malformed("a varint of more than 10 bytes");
  }

  public int field() {
    return field;
  }

  public long int64() {
    require(ProtoWriter.VARINT);
    return bits;
  }

  public float float32() {
    require(ProtoWriter.FIXED32);
    return Float.intBitsToFloat((int) bits);
  }

  public double float64() {
    require(ProtoWriter.FIXED64);
    return Double.longBitsToDouble(bits);
  }

  public String string() {
    require(ProtoWriter.LENGTH);
    return new String(bytes, start, (int) bits, UTF_8);
  }

  public byte[] bytes() {
    require(ProtoWriter.LENGTH);
    return Arrays.copyOfRange(bytes, start, start + (int) bits);
  }

  /** The field's bytes without a copy: read-only, little-endian. */
  public ByteBuffer buffer() {
    require(ProtoWriter.LENGTH);
    return ByteBuffer.wrap(bytes, start, (int) bits)
        .slice()
        .asReadOnlyBuffer()
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  public ProtoReader message() {
    require(ProtoWriter.LENGTH);
    return new ProtoReader(bytes, start, start + (int) bits);
  }

  /** The numbers of a repeated number field, packed into one field or one to a field. */
  public void numbers(Encoding form, DoubleConsumer each) {
    if (wireType == form.wireType) {
      each.accept(form.toDouble(bits));
      return;
    }
    ProtoReader packed = message();
    while (packed.position < packed.end) {
      packed.bits =
          switch (form.wireType) {
            case ProtoWriter.FIXED32 -> (int) INTS.get(bytes, packed.advance(4));
            case ProtoWriter.FIXED64 -> (long) LONGS.get(bytes, packed.advance(8));
            default -> packed.varint();
          };
      each.accept(form.toDouble(packed.bits));
    }
  }

  /** How a message holds numbers. */
  public enum Encoding {
    FLOAT(ProtoWriter.FIXED32),
    DOUBLE(ProtoWriter.FIXED64),
    INT(ProtoWriter.VARINT);

    private final int wireType;

    Encoding(int wireType) {
      this.wireType = wireType;
    }

    private double toDouble(long bits) {
      return switch (this) {
        case FLOAT -> Float.intBitsToFloat((int) bits);
        case DOUBLE -> Double.longBitsToDouble(bits);
        case INT -> (double) bits;
      };
    }
  }

  private void require(int expected) {
    if (wireType != expected) {
      throw new Malformed(
          "field " + field + " of wire type " + expected + " expected, found " + wireType);
    }
  }
}
