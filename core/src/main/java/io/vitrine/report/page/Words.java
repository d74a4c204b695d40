package io.vitrine.report.page;

import io.vitrine.language.Bundles;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The report's words and numbers in one language. */
public final class Words {
  private final ResourceBundle bundle;
  private final Locale locale;

  private Words(ResourceBundle bundle, Locale locale) {
    this.bundle = bundle;
    this.locale = locale;
  }

  /** The words for a locale. */
  public static Words in(Locale locale) {
    return new Words(Bundles.of("io.vitrine.report.messages", locale), locale);
  }

  public Locale locale() {
    return locale;
  }

  /** A text, with its parts filled in by {@link MessageFormat}. */
  public String say(String key, Object... parts) {
    return new MessageFormat(bundle.getString(key), locale).format(parts);
  }

  /** A text, or another where the bundle has none. */
  public String sayOr(String key, String otherwise) {
    return bundle.containsKey(key) ? bundle.getString(key) : otherwise;
  }

  /** A whole number with the locale's separators. */
  public String count(long number) {
    return NumberFormat.getIntegerInstance(locale).format(number);
  }

  /** A number with so many decimals. */
  public String number(double number, int decimals) {
    NumberFormat format = NumberFormat.getInstance(locale);
    format.setMinimumFractionDigits(decimals);
    format.setMaximumFractionDigits(decimals);
    return format.format(number);
  }

  /** A share of 0 to 1 in per cent; one above 0 that would round to 0 is said to be less. */
  public String percent(double share, int decimals) {
    double least = Math.pow(10, -decimals);
    return share > 0 && 100 * share < least / 2
        ? "<" + number(least, decimals) + "%"
        : number(100 * share, decimals) + "%";
  }

  /** Bytes in the largest unit of 1,024 that leaves 1 or more. */
  public String bytes(long bytes) {
    String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
    double number = bytes;
    int unit = 0;
    while (number >= 1024 && unit < units.length - 1) {
      number /= 1024;
      unit++;
    }
    return number(number, unit == 0 ? 0 : 2) + " " + units[unit];
  }
}
