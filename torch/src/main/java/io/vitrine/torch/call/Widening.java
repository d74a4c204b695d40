package io.vitrine.torch.call;

import io.vitrine.model.ElementType;
import io.vitrine.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Unpacks element types that libtorch has no tensors of (unsigned integers of 16 bits and more,
 * numbers of 4 and 2 bits) into the types that carry them, and packs them again.
 */
final class Widening {
  /** The magnitudes of the 4-bit float E2M1, by its three lower bits. */
  private static final double[] E2M1 = {0, 0.5, 1, 1.5, 2, 3, 4, 6};

  private Widening() {}

  /** The numbers in the type that carries them. */
  static Tensor wide(Tensor narrow) {
    ElementType carrier = Carriers.elements(Carriers.of(narrow.elements()));
    int count = narrow.count();
    ByteBuffer bytes = buffer(carrier.bytes(count));
    long[] wholes = carrier.isFloat() ? new long[0] : narrow.longs();
    for (int i = 0; i < count; i++) {
      switch (carrier.number()) {
        case 1 -> bytes.putFloat((float) narrow.doubleAt(i));
        case 2, 3 -> bytes.put((byte) wholes[i]);
        case 6 -> bytes.putInt((int) wholes[i]);
        default -> bytes.putLong(wholes[i]);
      }
    }
    return Tensor.of(carrier, narrow.shape(), bytes.flip());
  }

  private static ByteBuffer buffer(long bytes) {
    return ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The numbers packed as an element type; each must be one that it can hold. */
  static Tensor narrow(Tensor wide, ElementType elements) {
    int count = wide.count();
    ByteBuffer bytes = buffer(elements.bytes(count));
    for (int i = 0; i < count; i++) {
      switch (elements.number()) {
        case 4 -> bytes.putShort(i * 2, (short) wide.doubleAt(i));
        case 12 -> bytes.putInt(i * 4, (int) (long) wide.doubleAt(i));
        case 13 -> bytes.putLong(i * 8, wide.bytes().getLong(i * 8));
        case 23 -> pack(bytes, i, 4, code(wide.doubleAt(i)));
        case 21, 22 -> pack(bytes, i, 4, (int) wide.doubleAt(i));
        case 25, 26 -> pack(bytes, i, 2, (int) wide.doubleAt(i));
        default -> throw new IllegalArgumentException("no packing of " + elements);
      }
    }
    return Tensor.of(elements, wide.shape(), bytes);
  }

  private static int code(double value) {
    int nearest = 0;
    for (int code = 1; code < E2M1.length; code++) {
      if (Math.abs(Math.abs(value) - E2M1[code]) < Math.abs(Math.abs(value) - E2M1[nearest])) {
        nearest = code;
      }
    }
    return 1 / value < 0 || value < 0 ? nearest | 8 : nearest;
  }

  private static void pack(ByteBuffer bytes, int index, int bits, int value) {
    int perByte = 8 / bits;
    int mask = (1 << bits) - 1;
    int at = index / perByte;
    bytes.put(at, (byte) (bytes.get(at) | (value & mask) << index % perByte * bits));
  }
}
