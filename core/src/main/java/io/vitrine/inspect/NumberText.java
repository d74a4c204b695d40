package io.vitrine.inspect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;

/** Writes numbers in seven significant digits, which is what 32-bit floats hold. */
final class NumberText {
  private static final MathContext DIGITS = new MathContext(7);
  private static final List<String> UNITS = List.of("KiB", "MiB", "GiB", "TiB");

  private NumberText() {}

  /** A number; whole ones that a double holds exactly in full. */
  static String of(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    if (value == Math.rint(value) && Math.abs(value) <= 0x1p53) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent >= -5 && exponent < 15
        ? rounded.toPlainString()
        : rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A share of a whole in per cent, to a hundredth. */
  static String percent(long part, long whole) {
    return String.format(Locale.ROOT, "%.2f%%", whole == 0 ? 0 : 100.0 * part / whole);
  }

  /** Bytes, and from 1 KiB on also in a larger unit: {@code 57.67 MiB}. */
  static String bytes(long bytes) {
    double size = bytes;
    String unit = "B";
    for (String next : UNITS) {
      if (size < 1024) {
        break;
      }
      size /= 1024;
      unit = next;
    }
    return unit.equals("B") ? bytes + " B" : String.format(Locale.ROOT, "%.2f %s", size, unit);
  }
}
