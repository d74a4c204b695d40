package io.vitrine.insight.rule;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.NumberFormat;
import java.util.Locale;

/**
 * A number of any size, said with three significant digits: {@code 0.0123}, {@code 45.6}, {@code
 * 1.23 × 10⁻⁷}.
 */
public record Amount(double value) {
  private static final MathContext THREE = new MathContext(3);
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  String in(Locale locale) {
    if (!Double.isFinite(value) || value == 0) {
      return format(value, 0, locale);
    }
    BigDecimal rounded = new BigDecimal(value).round(THREE);
    int exponent = rounded.precision() - rounded.scale() - 1;
    return exponent >= -4 && exponent < 6
        ? format(rounded.doubleValue(), Math.max(0, 2 - exponent), locale)
        : format(rounded.movePointLeft(exponent).doubleValue(), 2, locale)
            + " × 10"
            + superscript(exponent);
  }

  private static String format(double value, int decimals, Locale locale) {
    NumberFormat format = NumberFormat.getInstance(locale);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(value);
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    String.valueOf(Math.abs(exponent))
        .chars()
        .forEach(digit -> text.append(SUPERSCRIPTS.charAt(digit - '0')));
    return text.toString();
  }
}
