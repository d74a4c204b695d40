package io.vitrine.formats.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Builds one protobuf message as a list of pieces. Blocks of bytes, such as weights, are referred
 * to and not copied; nesting a message appends its pieces. Source: protobuf's wire format (proto2).
 */
final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int BLOCK = 2;
  private static final int FIXED32 = 5;

  private final List<ByteBuffer> pieces = new ArrayList<>();
  private byte[] open = new byte[64];
  private int used;
  private long size;

  /** Writes a number, also where it is 0. */
  ProtoWriter number(int field, long value) {
    tag(field, VARINT);
    varint(value);
    return this;
  }

  ProtoWriter float32(int field, float value) {
    tag(field, FIXED32);
    int bits = Float.floatToRawIntBits(value);
    for (int shift = 0; shift < 32; shift += 8) {
      put(bits >>> shift);
    }
    return this;
  }

  /** Writes a text, also where it is empty. */
  ProtoWriter text(int field, String value) {
    return block(field, ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
  }

  /** Writes a text unless it is empty. */
  ProtoWriter textIfAny(int field, String value) {
    return value.isEmpty() ? this : text(field, value);
  }

  /** Refers to bytes, from their position to their limit. */
  ProtoWriter block(int field, ByteBuffer bytes) {
    tag(field, BLOCK);
    varint(bytes.remaining());
    return append(bytes);
  }

  ProtoWriter message(int field, ProtoWriter inner) {
    tag(field, BLOCK);
    varint(inner.size);
    inner.pieces().forEach(this::append);
    return this;
  }

  /** Appends the bytes of whole fields. */
  ProtoWriter append(ByteBuffer bytes) {
    if (bytes.remaining() <= 64) {
      for (int i = bytes.position(); i < bytes.limit(); i++) {
        put(bytes.get(i));
      }
    } else {
      close();
      pieces.add(bytes.duplicate());
      size += bytes.remaining();
    }
    return this;
  }

  /** The number of bytes so far. */
  long size() {
    return size;
  }

  /** The message, in pieces to be written one after the other. */
  List<ByteBuffer> pieces() {
    close();
    return List.copyOf(pieces);
  }

  private void close() {
    if (used > 0) {
      pieces.add(ByteBuffer.wrap(Arrays.copyOf(open, used)));
      used = 0;
    }
  }

  private void tag(int field, int wire) {
    varint((long) field << 3 | wire);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      put((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    put((int) rest);
  }

  private void put(int value) {
    if (used == open.length) {
      open = Arrays.copyOf(open, used * 2);
    }
    open[used++] = (byte) value;
    size++;
  }
}
