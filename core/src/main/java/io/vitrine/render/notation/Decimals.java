package io.vitrine.render.notation;

/** Writes coordinates with as few digits as they need: two decimals, no trailing zeros. */
public final class Decimals {
  private Decimals() {}

  public static String of(double value) {
    StringBuilder out = new StringBuilder();
    append(out, value);
    return out.toString();
  }

  /** Appends a number rounded to hundredths. */
  public static void append(StringBuilder out, double value) {
    long hundredths = Math.round(value * 100);
    if (hundredths < 0) {
      out.append('-');
      hundredths = -hundredths;
    }
    out.append(hundredths / 100);
    long rest = hundredths % 100;
    if (rest > 0) {
      out.append('.').append(rest / 10);
      if (rest % 10 > 0) {
        out.append(rest % 10);
      }
    }
  }
}
