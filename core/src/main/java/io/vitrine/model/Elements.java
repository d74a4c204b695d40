package io.vitrine.model;

import java.nio.ByteBuffer;

/** Reads one element of any real number type from little-endian bytes. */
final class Elements {
  private Elements() {}

  static double read(ElementType type, ByteBuffer bytes, int index) {
    return switch (type.number()) {
      case 1 -> bytes.getFloat(index * 4);
      case 2, 9 -> bytes.get(index) & 0xFF;
      case 3 -> bytes.get(index);
      case 4 -> bytes.getShort(index * 2) & 0xFFFF;
      case 5 -> bytes.getShort(index * 2);
      case 6 -> bytes.getInt(index * 4);
      case 7 -> bytes.getLong(index * 8);
      case 10 -> half(bytes.getShort(index * 2) & 0xFFFF);
      case 11 -> bytes.getDouble(index * 8);
      case 12 -> bytes.getInt(index * 4) & 0xFFFFFFFFL;
      case 13 -> unsigned(bytes.getLong(index * 8));
      case 16 -> Float.intBitsToFloat(bytes.getShort(index * 2) << 16);
      case 17 -> small(bytes.get(index) & 0xFF, 4, 7, false);
      case 19 -> small(bytes.get(index) & 0xFF, 5, 15, true);
      case 21 -> nibble(bytes, index);
      case 22 -> (nibble(bytes, index) ^ 8) - 8;
      default ->
          throw new IllegalArgumentException(
              "elements of type " + type + " are not read as numbers");
    };
  }

  private static int nibble(ByteBuffer bytes, int index) {
    return (bytes.get(index / 2) >> (index % 2 * 4)) & 0xF;
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (bits >>> 1 | bits & 1) * 2.0;
  }

  /** IEEE 754 binary16. */
  static double half(int bits) {
    int exponent = bits >> 10 & 0x1F;
    int fraction = bits & 0x3FF;
    double magnitude =
        exponent == 0
            ? fraction * 0x1p-24
            : exponent == 31
                ? (fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN)
                : (1024 + fraction) * Math.scalb(1.0, exponent - 25);
    return (bits & 0x8000) == 0 ? magnitude : -magnitude;
  }

  /**
   * The 8-bit floats of the OCP specification: E4M3FN (no infinity, NaN = all ones) and E5M2
   * (IEEE-like).
   */
  private static double small(int bits, int exponentBits, int bias, boolean ieee) {
    int fractionBits = 7 - exponentBits;
    int exponent = bits >> fractionBits & (1 << exponentBits) - 1;
    int fraction = bits & (1 << fractionBits) - 1;
    int top = (1 << exponentBits) - 1;
    double magnitude;
    if (exponent == top && ieee) {
      magnitude = fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
    } else if (exponent == top && fraction == (1 << fractionBits) - 1) {
      magnitude = Double.NaN;
    } else if (exponent == 0) {
      magnitude = Math.scalb((double) fraction, 1 - bias - fractionBits);
    } else {
      magnitude =
          Math.scalb((double) ((1 << fractionBits) + fraction), exponent - bias - fractionBits);
    }
    return (bits & 0x80) == 0 ? magnitude : -magnitude;
  }
}
