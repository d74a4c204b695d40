package io.vitrine.formats.aten;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Constants of any number type, and PyTorch's numbers of the types. */
final class Numbers {
  /** PyTorch's c10::ScalarType, as TorchScript writes an element type. */
  private static final Map<Integer, ElementType> TYPES =
      Map.ofEntries(
          Map.entry(0, ElementType.UINT8),
          Map.entry(1, ElementType.INT8),
          Map.entry(2, ElementType.INT16),
          Map.entry(3, ElementType.INT32),
          Map.entry(4, ElementType.INT64),
          Map.entry(5, ElementType.FLOAT16),
          Map.entry(6, ElementType.FLOAT32),
          Map.entry(7, ElementType.FLOAT64),
          Map.entry(9, ElementType.COMPLEX64),
          Map.entry(10, ElementType.COMPLEX128),
          Map.entry(11, ElementType.BOOL),
          Map.entry(15, ElementType.BFLOAT16));

  /** Scales of normalisations have thousands. */
  private static final int MOST_FILLED = 1 << 22;

  private Numbers() {}

  static ElementType type(long c10) {
    @Nullable ElementType type = TYPES.get((int) c10);
    if (type == null) {
      throw new NoCounterpart("element type " + c10 + " is not known");
    }
    return type;
  }

  static Tensor scalar(ElementType type, double value) {
    return filled(type, Shape.SCALAR, value);
  }

  /** A 64-bit integer. */
  static Tensor whole(long value) {
    return Tensor.of(new long[] {value});
  }

  static Tensor vector(List<Long> values) {
    return Tensor.of(values.stream().mapToLong(Long::longValue).toArray(), values.size());
  }

  /** A tensor of one number, over and over. */
  static Tensor filled(ElementType type, Shape shape, double value) {
    int count = Math.toIntExact(shape.elements().orElseThrow());
    if (count > MOST_FILLED) {
      throw new NoCounterpart("a constant of " + count + " numbers");
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(type.bytes(count))).order(ByteOrder.LITTLE_ENDIAN);
    Collections.nCopies(count, value).forEach(each -> put(type, each, bytes));
    return Tensor.of(type, shape, bytes.flip());
  }

  private static void put(ElementType type, double value, ByteBuffer bytes) {
    switch (type.number()) {
      case 1 -> bytes.putFloat((float) value);
      case 2, 3, 9 -> bytes.put((byte) value);
      case 4, 5 -> bytes.putShort((short) value);
      case 6, 12 -> bytes.putInt((int) value);
      case 7, 13 -> bytes.putLong((long) value);
      case 10 -> bytes.putShort(half((float) value));
      case 11 -> bytes.putDouble(value);
      case 16 -> bytes.putShort((short) (rounded(value) >>> 16));
      default -> throw new NoCounterpart("no constant of type " + type);
    }
  }

  /** The bits of a float whose upper half is the nearest bfloat16. */
  private static int rounded(double value) {
    int bits = Float.floatToIntBits((float) value);
    return Double.isFinite(value) ? bits + 0x7FFF + (bits >>> 16 & 1) : bits;
  }

  /** IEEE 754 binary16, rounded to nearest, too large numbers to infinity. */
  private static short half(float value) {
    int bits = Float.floatToIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    float magnitude = Math.abs(value);
    if (Float.isNaN(value)) {
      return 0x7E00;
    }
    if (magnitude >= 65520f) {
      return (short) (sign | 0x7C00);
    }
    int exponent = Math.max(Math.getExponent(magnitude), -14);
    int fraction = (int) Math.rint(Math.scalb((double) magnitude, 10 - exponent));
    return (short) (sign | ((exponent + 14) << 10) + fraction);
  }
}
