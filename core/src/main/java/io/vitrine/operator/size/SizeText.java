package io.vitrine.operator.size;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Writes sizes as people do; {@link SizeParser} reads them back. */
final class SizeText {
  private SizeText() {}

  static String of(Size size) {
    return Maximum.in(size)
        .map(max -> "max(0, " + max.positive() + ")" + number(max.added()))
        .or(() -> Minimum.in(size).map(Minimum::toString))
        .orElseGet(() -> whole(size));
  }

  private static String number(long added) {
    return added == 0 ? "" : added < 0 ? " - " + -added : " + " + added;
  }

  private static String whole(Size size) {
    if (size.divisor() == 1) {
      return sum(size);
    }
    return divided(sum(size), size.terms().size(), size.divisor());
  }

  private static String divided(String sum, int terms, long by) {
    return (terms > 1 ? "(" + sum + ")" : sum) + "/" + by;
  }

  /** Positive terms first, the number last. */
  private static String sum(Size size) {
    if (size.terms().isEmpty()) {
      return "0";
    }
    List<Map.Entry<Product, Long>> terms = new ArrayList<>(size.terms().entrySet());
    terms.sort(Comparator.comparing(term -> rank(term.getKey(), term.getValue())));
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Product, Long> term : terms) {
      boolean negative = term.getValue() < 0;
      if (text.isEmpty()) {
        text.append(negative ? "-" : "");
      } else {
        text.append(negative ? " - " : " + ");
      }
      text.append(term(term.getKey(), Math.abs(term.getValue())));
    }
    return text.toString();
  }

  private static int rank(Product product, long factor) {
    return product.equals(Product.ONE) ? 2 : factor < 0 ? 1 : 0;
  }

  private static String term(Product product, long factor) {
    if (product.equals(Product.ONE)) {
      return Long.toString(factor);
    }
    return factor == 1 ? product.toString() : factor + "*" + product;
  }

  /** A quotient rounded down, or up where {@code n - 1} is added before it is divided by n. */
  static String quotient(Size over, Size under) {
    OptionalLong number = under.number();
    if (number.isEmpty()) {
      boolean sum = under.terms().size() > 1 || under.divisor() != 1;
      String by = sum ? "(" + under + ")" : under.toString();
      String what = over.terms().size() > 1 ? "(" + over + ")" : over.toString();
      return "floor(" + what + "/" + by + ")";
    }
    long by = number.getAsLong();
    boolean up = over.added() == by - 1;
    Size shown = up ? over.withoutAdded() : over;
    return (up ? "ceil(" : "floor(") + divided(of(shown), shown.terms().size(), by) + ")";
  }
}
