package io.vitrine.formats.onnx;

import io.vitrine.wire.ProtoWriter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds one protobuf message as a list of pieces. Blocks of bytes, such as weights, are referred
 * to and not copied; nesting a message appends its pieces.
 */
final class OnnxMessage {
  /** Bytes up to this number are copied rather than referred to. */
  private static final int SMALL = 64;

  private final List<ByteBuffer> pieces = new ArrayList<>();
  private final ProtoWriter open = new ProtoWriter();
  private long closed;

  /** Writes a number, also where it is 0. */
  OnnxMessage number(int field, long value) {
    open.int64(field, value);
    return this;
  }

  OnnxMessage float32(int field, float value) {
    open.float32(field, value);
    return this;
  }

  /** Writes a text, also where it is empty. */
  OnnxMessage text(int field, String value) {
    open.string(field, value);
    return this;
  }

  /** Writes a text unless it is empty. */
  OnnxMessage textIfAny(int field, String value) {
    return value.isEmpty() ? this : text(field, value);
  }

  /** Refers to bytes, from their position to their limit. */
  OnnxMessage block(int field, ByteBuffer bytes) {
    open.lengthOf(field, bytes.remaining());
    return append(bytes);
  }

  OnnxMessage message(int field, OnnxMessage inner) {
    open.lengthOf(field, inner.size());
    inner.pieces().forEach(this::append);
    return this;
  }

  /** Appends the bytes of whole fields. */
  OnnxMessage append(ByteBuffer bytes) {
    if (bytes.remaining() <= SMALL) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      open.append(copy);
    } else {
      close();
      pieces.add(bytes.duplicate());
      closed += bytes.remaining();
    }
    return this;
  }

  /** The number of bytes so far. */
  long size() {
    return closed + open.size();
  }

  /** The message, in pieces to be written one after the other. */
  List<ByteBuffer> pieces() {
    close();
    return List.copyOf(pieces);
  }

  private void close() {
    if (open.size() > 0) {
      pieces.add(ByteBuffer.wrap(open.toBytes()));
      closed += open.size();
      open.clear();
    }
  }
}
