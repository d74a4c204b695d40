package io.vitrine.render.layout.part;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** Writes numbers: short, exact in what is shown, the same in every locale. */
public final class NumberText {
  private static final String MINUS = "−";
  private static final int GROUPED_FROM = 10_000;
  private static final List<String> PREFIXES = List.of("", "k", "M", "G", "T");

  private NumberText() {}

  /** Four significant digits, with a power of ten where it is very large or small. */
  public static String of(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : MINUS + "∞";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(4)).stripTrailingZeros();
    double size = Math.abs(value);
    if (size == 0 || size >= 1e-3 && size < 1e6) {
      return plain(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
    }
    return power(rounded, Math.max(0, rounded.precision() - 1));
  }

  /**
   * The labels of evenly spaced ticks {@code k * step}, all with the decimals that the step needs.
   */
  public static List<String> ofTicks(List<Long> multiples, BigDecimal step) {
    BigDecimal exact = step.stripTrailingZeros();
    BigDecimal largest = BigDecimal.ZERO;
    for (long k : multiples) {
      largest = largest.max(exact.multiply(BigDecimal.valueOf(k)).abs());
    }
    double size = largest.doubleValue();
    if (size >= 1e6 && size < 1e15) {
      int prefix = (int) Math.min(4, Math.floor(Math.log10(size) / 3 + 1e-9));
      return multiples.stream()
          .map(k -> prefixed(exact.multiply(BigDecimal.valueOf(k)), prefix))
          .toList();
    }
    if (size >= 1e15 || size > 0 && size < 1e-3) {
      return multiples.stream()
          .map(k -> powered(exact.multiply(BigDecimal.valueOf(k)), exact))
          .toList();
    }
    int decimals = Math.max(0, exact.scale());
    return multiples.stream()
        .map(k -> plain(exact.multiply(BigDecimal.valueOf(k)).setScale(decimals)))
        .toList();
  }

  /** Ten to a whole power, written plainly from a thousandth to a thousand where asked. */
  public static String decade(int exponent, boolean isPlain) {
    return isPlain
        ? plain(BigDecimal.ONE.scaleByPowerOfTen(exponent))
        : "10" + superscript(exponent);
  }

  private static String prefixed(BigDecimal value, int prefix) {
    if (value.signum() == 0) {
      return "0";
    }
    BigDecimal scaled = value.scaleByPowerOfTen(-3 * prefix).stripTrailingZeros();
    return plain(scaled.scale() < 0 ? scaled.setScale(0) : scaled) + PREFIXES.get(prefix);
  }

  private static String powered(BigDecimal value, BigDecimal step) {
    if (value.signum() == 0) {
      return "0";
    }
    int magnitude = value.precision() - value.scale() - 1;
    return power(value, Math.max(0, magnitude + step.scale()));
  }

  /** For example {@code 2.5×10⁻⁴}. */
  private static String power(BigDecimal value, int decimals) {
    int exponent = value.precision() - value.scale() - 1;
    BigDecimal mantissa =
        value.scaleByPowerOfTen(-exponent).setScale(decimals, java.math.RoundingMode.HALF_EVEN);
    return plain(mantissa) + "×10" + superscript(exponent);
  }

  private static String plain(BigDecimal value) {
    String digits = value.abs().toPlainString();
    boolean grouped = value.abs().compareTo(BigDecimal.valueOf(GROUPED_FROM)) >= 0;
    String text = grouped ? grouped(digits) : digits;
    return value.signum() < 0 ? MINUS + text : text;
  }

  private static String grouped(String digits) {
    int end = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
    StringBuilder text = new StringBuilder(digits);
    for (int at = end - 3; at > 0; at -= 3) {
      text.insert(at, ',');
    }
    return text.toString();
  }

  private static String superscript(int exponent) {
    StringBuilder text = new StringBuilder();
    for (char c : Integer.toString(exponent).toCharArray()) {
      text.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
    }
    return text.toString();
  }
}
