package io.vitrine.formats.onnx;

import io.vitrine.formats.file.FileBytes;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * Walks the fields of one protobuf message where it lies in a file, copying nothing.
 *
 * <p>{@link #next} steps to a field; exactly one of the other reading methods then takes its value.
 * Every length is checked against the message around it, messages nest at most {@value #MAX_DEPTH}
 * deep, and every error names the file and the byte. Source: protobuf's wire format (proto2).
 */
final class ProtoReader {
  static final int MAX_DEPTH = 100;

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BLOCK = 2;
  private static final int FIXED32 = 5;

  private final FileBytes file;
  private final ByteBuffer bytes;
  private final String what;
  private final int start;
  private final int end;
  private final int depth;
  private int position;
  private int fieldStart;
  private int field;
  private int wire;

  private ProtoReader(
      FileBytes file, ByteBuffer bytes, String what, int start, int end, int depth) {
    this.file = file;
    this.bytes = bytes;
    this.what = what;
    this.start = start;
    this.end = end;
    this.depth = depth;
    this.position = start;
    this.fieldStart = start;
  }

  /** A reader of the message that a whole file is. */
  static ProtoReader of(FileBytes file, String what) throws IOException {
    if (file.size() > Integer.MAX_VALUE) {
      throw new ModelFormatException(
          file.name()
              + " has "
              + file.size()
              + " bytes; a protobuf message has at most 2 GiB. Larger models keep their weights in"
              + " files beside the model");
    }
    return new ProtoReader(file, file.slice(0, file.size()), what, 0, (int) file.size(), 0);
  }

  /** The same message from its beginning. */
  ProtoReader again() {
    return new ProtoReader(file, bytes, what, start, end, depth);
  }

  /** Steps to the next field; false at the end of the message. */
  boolean next() throws ModelFormatException {
    fieldStart = position;
    if (position == end) {
      return false;
    }
    long tag = rawVarint();
    if (tag >>> 3 == 0 || tag > 0xFFFFFFFFL || tag < 0) {
      throw fault("expected a field, found the impossible tag " + Long.toUnsignedString(tag));
    }
    field = (int) (tag >>> 3);
    wire = (int) tag & 7;
    return true;
  }

  /** The number of the field that {@link #next} stepped to. */
  int field() {
    return field;
  }

  long varint() throws ModelFormatException {
    expect(VARINT);
    return rawVarint();
  }

  /** A varint as an int; protobuf cuts off the upper bits. */
  int int32() throws ModelFormatException {
    return (int) varint();
  }

  float float32() throws ModelFormatException {
    expect(FIXED32);
    return Float.intBitsToFloat(bytes.getInt(advance(4)));
  }

  /** Text; bytes that are not UTF-8 become the replacement character. */
  String text() throws ModelFormatException {
    byte[] copy = new byte[length()];
    bytes.get(advance(copy.length), copy);
    return new String(copy, StandardCharsets.UTF_8);
  }

  /** A view of the field's bytes. */
  ByteBuffer block() throws ModelFormatException {
    int length = length();
    return bytes.slice(advance(length), length).order(bytes.order());
  }

  /** A reader of the message in the field, named for errors. */
  ProtoReader message(String name) throws ModelFormatException {
    if (depth == MAX_DEPTH) {
      throw fault("messages nest more than " + MAX_DEPTH + " deep");
    }
    int length = length();
    int from = advance(length);
    return new ProtoReader(file, bytes, name, from, from + length, depth + 1);
  }

  /** The values of a repeated integer, packed or single. */
  void varints(LongConsumer sink) throws ModelFormatException {
    if (wire != BLOCK) {
      sink.accept(varint());
      return;
    }
    ProtoReader packed = message(what);
    while (packed.position < packed.end) {
      packed.fieldStart = packed.position;
      sink.accept(packed.rawVarint());
    }
  }

  /** The bits of a repeated number of 4 or 8 bytes, packed or single. */
  void fixed(int width, LongConsumer sink) throws ModelFormatException {
    if (wire != BLOCK) {
      expect(width == 4 ? FIXED32 : FIXED64);
      sink.accept(bits(width));
      return;
    }
    ProtoReader packed = message(what);
    if ((packed.end - packed.start) % width != 0) {
      throw fault("expected numbers of " + width + " bytes, found " + (packed.end - packed.start));
    }
    while (packed.position < packed.end) {
      sink.accept(packed.bits(width));
    }
  }

  void skip() throws ModelFormatException {
    switch (wire) {
      case VARINT -> rawVarint();
      case FIXED64 -> advance(8);
      case BLOCK -> advance(length());
      case FIXED32 -> advance(4);
      default -> throw fault("found the wire type " + wire + ", which no model uses");
    }
  }

  /** The bytes of this whole message. */
  ByteBuffer content() {
    return bytes.slice(start, end - start).order(bytes.order());
  }

  /** The number of bytes of this whole message. */
  int size() {
    return end - start;
  }

  /** An error at the current field. */
  ModelFormatException fault(String message) {
    return file.fault(fieldStart, "in the " + what + ": " + message);
  }

  private long bits(int width) throws ModelFormatException {
    int at = advance(width);
    return width == 4 ? bytes.getInt(at) : bytes.getLong(at);
  }

  private int length() throws ModelFormatException {
    expect(BLOCK);
    long length = rawVarint();
    if (length < 0 || length > end - position) {
      throw fault(
          "field "
              + field
              + " declares "
              + Long.toUnsignedString(length)
              + " bytes, but "
              + (end - position)
              + " are left; the file is cut off or damaged");
    }
    return (int) length;
  }

  private int advance(int count) throws ModelFormatException {
    if (count > end - position) {
      throw fault("expected " + count + " more bytes, but " + (end - position) + " are left");
    }
    int from = position;
    position += count;
    return from;
  }

  private void expect(int wanted) throws ModelFormatException {
    if (wire != wanted) {
      throw fault(
          "field " + field + " has wire type " + wire + ", expected " + wanted + "; damaged?");
    }
  }

  private long rawVarint() throws ModelFormatException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = bytes.get(advance(1));
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw fault("found a number of more than 10 bytes");
  }
}
