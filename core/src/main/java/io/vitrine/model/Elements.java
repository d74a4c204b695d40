package io.vitrine.model;

import java.nio.ByteBuffer;
import java.util.Objects;

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
      case 18 -> unsignedZero(bytes.get(index) & 0xFF, 4, 8);
      case 19 -> small(bytes.get(index) & 0xFF, 5, 15, true);
      case 20 -> unsignedZero(bytes.get(index) & 0xFF, 5, 16);
      case 21 -> part(bytes, index, 4);
      case 22 -> (part(bytes, index, 4) ^ 8) - 8;
      case 23 -> signed(part(bytes, index, 4), 2, 1, 1);
      case 24 -> power(bytes.get(index) & 0xFF);
      case 25 -> part(bytes, index, 2);
      case 26 -> (part(bytes, index, 2) ^ 2) - 2;
      default ->
          throw new IllegalArgumentException(
              "elements of type " + type + " are not read as numbers");
    };
  }

  /** Reads elements [from, from + length) to the front of an array. */
  static void read(ElementType type, ByteBuffer bytes, int from, double[] into, int length) {
    Objects.checkFromIndexSize(from, length, Integer.MAX_VALUE);
    switch (type.number()) {
      case 1 -> {
        for (int i = 0; i < length; i++) {
          into[i] = bytes.getFloat((from + i) * 4);
        }
      }
      case 16 -> {
        for (int i = 0; i < length; i++) {
          into[i] = Float.intBitsToFloat(bytes.getShort((from + i) * 2) << 16);
        }
      }
      case 10 -> {
        for (int i = 0; i < length; i++) {
          into[i] = Halves.NUMBERS[bytes.getShort((from + i) * 2) & 0xFFFF];
        }
      }
      default -> readEach(type, bytes, from, into, length);
    }
  }

  private static void readEach(
      ElementType type, ByteBuffer bytes, int from, double[] into, int length) {
    for (int i = 0; i < length; i++) {
      into[i] = read(type, bytes, from + i);
    }
  }

  /** The numbers of all 65,536 halves, made when first asked for. */
  private static final class Halves {
    static final float[] NUMBERS = new float[1 << 16];

    static {
      for (int bits = 0; bits < NUMBERS.length; bits++) {
        NUMBERS[bits] = (float) half(bits);
      }
    }
  }

  /** A number of 2 or 4 bits; the first of a byte is in its lowest bits. */
  private static int part(ByteBuffer bytes, int index, int bits) {
    int perByte = 8 / bits;
    return (bytes.get(index / perByte) >> (index % perByte * bits)) & ((1 << bits) - 1);
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
    if (exponent == top && ieee) {
      double infinity = (bits & 0x80) == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
      return fraction == 0 ? infinity : Double.NaN;
    }
    boolean nan = exponent == top && fraction == (1 << fractionBits) - 1;
    return nan ? Double.NaN : signed(bits, exponentBits, fractionBits, bias);
  }

  /** The 8-bit floats without infinity whose only NaN stands where -0 would be. */
  private static double unsignedZero(int bits, int exponentBits, int bias) {
    return bits == 0x80 ? Double.NaN : signed(bits, exponentBits, 7 - exponentBits, bias);
  }

  /** E8M0 of the OCP microscaling specification: a power of two, or NaN. */
  private static double power(int bits) {
    return bits == 0xFF ? Double.NaN : Math.scalb(1.0, bits - 127);
  }

  /** Sign, exponent and fraction, where no pattern means infinity or NaN. */
  private static double signed(int bits, int exponentBits, int fractionBits, int bias) {
    int exponent = bits >> fractionBits & (1 << exponentBits) - 1;
    int fraction = bits & (1 << fractionBits) - 1;
    double magnitude =
        exponent == 0
            ? Math.scalb((double) fraction, 1 - bias - fractionBits)
            : Math.scalb((double) ((1 << fractionBits) + fraction), exponent - bias - fractionBits);
    boolean negative = (bits >> (exponentBits + fractionBits) & 1) == 1;
    return negative ? -magnitude : magnitude;
  }
}
