package io.vitrine.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The element types of an IDX file; numbers are big-endian. */
enum IdxType {
  UBYTE(0x08, 1),
  SBYTE(0x09, 1),
  SHORT(0x0B, 2),
  INT(0x0C, 4),
  FLOAT(0x0D, 4),
  DOUBLE(0x0E, 8);

  private final int code;
  private final int bytes;

  IdxType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  static Optional<IdxType> of(int code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  int bytes() {
    return bytes;
  }

  boolean isReal() {
    return this == FLOAT || this == DOUBLE;
  }

  /** One whole number from the front of its bytes. */
  int whole(byte[] element) {
    return switch (this) {
      case UBYTE -> element[0] & 0xFF;
      case SBYTE -> element[0];
      case SHORT -> ByteBuffer.wrap(element).getShort();
      case INT -> ByteBuffer.wrap(element).getInt();
      case FLOAT, DOUBLE -> throw new IllegalStateException("not a whole number: " + this);
    };
  }

  /** All real numbers of some bytes. */
  float[] reals(byte[] elements) {
    ByteBuffer buffer = ByteBuffer.wrap(elements);
    float[] values = new float[elements.length / bytes];
    for (int i = 0; i < values.length; i++) {
      values[i] = this == DOUBLE ? (float) buffer.getDouble() : buffer.getFloat();
    }
    return values;
  }
}
