package io.vitrine.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing buffer that writes fields of protocol-buffer messages.
 *
 * <p>Source: the encoding chapter of the protocol buffers documentation. Fields are written as they
 * are told, defaults included; leaving a default out is the caller's choice.
 */
final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED32 = 5;
  private static final int LONGEST_VARINT = 10;

  private byte[] bytes;
  private ByteBuffer little;
  private int size;

  ProtoWriter() {
    this(64);
  }

  ProtoWriter(int capacity) {
    bytes = new byte[capacity];
    little = littleEndian(bytes);
  }

  int size() {
    return size;
  }

  byte[] array() {
    return bytes;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  void clear() {
    size = 0;
  }

  /** Forgets everything behind a size reached before. */
  void truncate(int toSize) {
    size = toSize;
  }

  ProtoWriter int64(int field, long value) {
    key(field, VARINT);
    return varint(value);
  }

  ProtoWriter float32(int field, float value) {
    key(field, FIXED32);
    return fixed32(Float.floatToRawIntBits(value));
  }

  ProtoWriter float64(int field, double value) {
    key(field, FIXED64);
    return fixed64(Double.doubleToRawLongBits(value));
  }

  ProtoWriter string(int field, String value) {
    return bytes(field, value.getBytes(UTF_8));
  }

  ProtoWriter bytes(int field, byte[] value) {
    return bytes(field, value, value.length);
  }

  ProtoWriter message(int field, ProtoWriter message) {
    return bytes(field, message.bytes, message.size);
  }

  private ProtoWriter bytes(int field, byte[] value, int length) {
    key(field, LENGTH);
    varint(length);
    room(length);
    System.arraycopy(value, 0, bytes, size, length);
    size += length;
    return this;
  }

  ProtoWriter fixed32(int value) {
    room(4);
    little.putInt(size, value);
    size += 4;
    return this;
  }

  ProtoWriter fixed64(long value) {
    room(8);
    little.putLong(size, value);
    size += 8;
    return this;
  }

  /** Overwrites four bytes written before. */
  void setFixed32(int at, int value) {
    little.putInt(at, value);
  }

  /** Overwrites eight bytes written before. */
  void setFixed64(int at, long value) {
    little.putLong(at, value);
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
      little = littleEndian(bytes);
    }
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
