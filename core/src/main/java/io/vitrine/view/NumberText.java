package io.vitrine.view;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Writes numbers for tooltips and captions, the same in every language. */
final class NumberText {
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  private NumberText() {}

  /**
   * A number in four significant digits without trailing zeros: {@code 0.0123}, {@code 1.5e-7},
   * {@code NaN}; a whole number below 1e9 in full.
   */
  static String of(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return rounded.toPlainString();
    }
    return rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }

  /** A share from 0 to 1 in per cent, to a hundredth: {@code 94.50%}. */
  static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.2f%%", share * 100) : of(share);
  }

  /** A whole number with thousands apart: {@code 15,118,538}. */
  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
