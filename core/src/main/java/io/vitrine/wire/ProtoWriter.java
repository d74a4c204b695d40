package io.vitrine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing buffer that writes fields of protocol-buffer messages.
 *
 * <p>Source: the encoding chapter of the protocol buffers documentation. Fields are written as they
 * are told, defaults included; leaving a default out is the caller's choice.
 */
public final class ProtoWriter {
  static final int VARINT = 0;
  static final int FIXED64 = 1;
  static final int LENGTH = 2;
  static final int FIXED32 = 5;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int LONGEST_VARINT = 10;

  private byte[] bytes;
  private int size;

  public ProtoWriter() {
    this(64);
  }

  public ProtoWriter(int capacity) {
    bytes = new byte[capacity];
  }

  public int size() {
    return size;
  }

  public byte[] array() {
    return bytes;
  }

  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  public void clear() {
    size = 0;
  }

  /** Forgets everything behind a size reached before. */
  public void truncate(int toSize) {
    size = toSize;
  }

  public ProtoWriter int64(int field, long value) {
    key(field, VARINT);
    return varint(value);
  }

  public ProtoWriter float32(int field, float value) {
    key(field, FIXED32);
    return fixed32(Float.floatToRawIntBits(value));
  }

  public ProtoWriter float64(int field, double value) {
    key(field, FIXED64);
    return fixed64(Double.doubleToRawLongBits(value));
  }

  public ProtoWriter string(int field, String value) {
    return bytes(field, value.getBytes(UTF_8));
  }

  public ProtoWriter bytes(int field, byte[] value) {
    return bytes(field, value, value.length);
  }

  public ProtoWriter message(int field, ProtoWriter message) {
    return bytes(field, message.bytes, message.size);
  }

  /** A message that holds one field only, itself a message. */
  public ProtoWriter nested(int outer, int inner, ProtoWriter message) {
    lengthOf(
        outer, varintBytes((long) inner << 3) + varintBytes(message.size) + (long) message.size);
    return message(inner, message);
  }

  private static int varintBytes(long value) {
    return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
  }

  private ProtoWriter bytes(int field, byte[] value, int length) {
    return lengthOf(field, length).append(value, length);
  }

  /** The beginning of a field of bytes, which are to follow: whole, and by whatever way. */
  public ProtoWriter lengthOf(int field, long length) {
    key(field, LENGTH);
    return varint(length);
  }

  /** Appends the bytes of whole fields. */
  public ProtoWriter append(byte[] fields) {
    return append(fields, fields.length);
  }

  private ProtoWriter append(byte[] value, int length) {
    room(length);
    System.arraycopy(value, 0, bytes, size, length);
    size += length;
    return this;
  }

  public ProtoWriter fixed32(int value) {
    room(4);
    INTS.set(bytes, size, value);
    size += 4;
    return this;
  }

  public ProtoWriter fixed64(long value) {
    room(8);
    LONGS.set(bytes, size, value);
    size += 8;
    return this;
  }

  /** Overwrites four bytes written before. */
  public void setFixed32(int at, int value) {
    INTS.set(bytes, at, value);
  }

  /** Overwrites eight bytes written before. */
  public void setFixed64(int at, long value) {
    LONGS.set(bytes, at, value);
  }

  private void key(int field, int wireType) {
    varint((long) field << 3 | wireType);
  }

  private ProtoWriter varint(long value) {
    room(LONGEST_VARINT);
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest & 0x7F | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  private void room(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      long doubled = Math.min(2L * bytes.length, Integer.MAX_VALUE - 8);
      bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
    }
  }
}
