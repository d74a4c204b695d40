package io.vitrine.view;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Writes numbers for tooltips and captions, the same in every language. */
public final class NumberText {
  private static final MathContext DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

  /** 10 to the power of 0 to 21, each exact as a double. */
  private static final double[] POWERS = new double[22];

  static {
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = new BigDecimal(BigInteger.ONE, -i).doubleValue();
    }
  }

  private NumberText() {}

  /**
   * A number in four significant digits without trailing zeros: {@code 0.0123}, {@code 1.5e-7},
   * {@code NaN}; a whole number below 1e9 in full.
   */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e9) {
      return Long.toString((long) value);
    }
    BigDecimal rounded = rounded(value).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return rounded.toPlainString();
    }
    return rounded.movePointLeft(exponent).toPlainString() + "e" + exponent;
  }

  /** In four digits: at once where the fifth is clear, else from the number's exact value. */
  private static BigDecimal rounded(double value) {
    int exponent = (int) Math.floor(Math.log10(Math.abs(value)));
    if (exponent >= -18 && exponent <= 18) {
      double digits = exponent <= 3 ? value * POWERS[3 - exponent] : value / POWERS[exponent - 3];
      double whole = Math.rint(digits);
      boolean isClear = Math.abs(Math.abs(digits - whole) - 0.5) > 1e-6;
      if (isClear && Math.abs(whole) >= 1000 && Math.abs(whole) < 10_000) {
        return BigDecimal.valueOf((long) whole, 3 - exponent);
      }
    }
    return new BigDecimal(value).round(DIGITS);
  }

  /** A share from 0 to 1 in per cent, to a hundredth: {@code 94.50%}. */
  public static String percent(double share) {
    return Double.isFinite(share) ? String.format(Locale.ROOT, "%.2f%%", share * 100) : of(share);
  }

  /** A whole number with thousands apart: {@code 15,118,538}. */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
