package io.vitrine.operator.size;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads the names that files give to sizes: {@code N}, {@code 2*s77}, {@code past + 1}, {@code (s0
 * - 1)//2 + 1}. A minus counts as one only between spaces or in front, since names have hyphens.
 * What does not read as a whole is one name.
 */
final class SizeParser {
  private static final int MOST_TEXT = 200;
  private static final int MOST_DEPTH = 20;
  private static final String MARKS = "()+*/%, ";

  private final String text;
  private int at;
  private int depth;

  /** Where the text in the last {@code floor(} begins. */
  private int floored = -1;

  private SizeParser(String text) {
    this.text = text;
  }

  /** The size that a name says. */
  static Size parse(String name) {
    boolean marked = name.startsWith("-") || name.chars().anyMatch(c -> MARKS.indexOf(c) >= 0);
    boolean plain = name.length() > MOST_TEXT || !marked;
    return plain ? Size.named(name) : read(name).orElseGet(() -> Size.named(name));
  }

  private static Optional<Size> read(String name) {
    SizeParser parser = new SizeParser(name.strip());
    try {
      return parser
          .sum()
          .filter(size -> parser.at == parser.text.length())
          .filter(size -> size.value().isEmpty() && size.isReadable());
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  private boolean take(String mark) {
    int from = at;
    while (from < text.length() && text.charAt(from) == ' ') {
      from++;
    }
    boolean found = text.startsWith(mark, from);
    at = found ? from + mark.length() : at;
    return found;
  }

  private Optional<Size> sum() {
    if (++depth > MOST_DEPTH) {
      return Optional.empty();
    }
    Optional<Size> sum = product();
    while (sum.isPresent()) {
      Size left = sum.get();
      if (text.startsWith(" - ", at)) {
        at += 3;
        sum = product().map(left::minus);
      } else if (take("+")) {
        sum = product().map(left::plus);
      } else {
        break;
      }
    }
    depth--;
    return sum;
  }

  private Optional<Size> product() {
    boolean inFloor = at == floored;
    Optional<Size> product = operand();
    while (product.isPresent()) {
      Size left = product.get();
      if (take("*")) {
        product = operand().map(left::times);
      } else if (take("//")) {
        product = operand().map(left::floorOver);
      } else if (take("/")) {
        product = operand().flatMap(right -> quotient(left, right, inFloor));
      } else if (take("%")) {
        product = operand().map(right -> remainder(left, right));
      } else {
        break;
      }
    }
    return product;
  }

  private Optional<Size> quotient(Size left, Size right, boolean inFloor) {
    Optional<Size> exact = left.over(right);
    boolean alone = inFloor && text.startsWith(")", at);
    return exact.isEmpty() && alone ? Optional.of(left.floorOver(right)) : exact;
  }

  private static Size remainder(Size left, Size right) {
    return left.minus(right.times(left.floorOver(right)));
  }

  private Optional<Size> operand() {
    if (++depth > MOST_DEPTH) {
      return Optional.empty();
    }
    Optional<Size> found = take("-") ? operand().map(size -> size.times(-1)) : positive();
    depth--;
    return found;
  }

  private Optional<Size> positive() {
    if (take("(")) {
      return sum().filter(size -> take(")"));
    }
    String word = word();
    if (word.isEmpty()) {
      return Optional.empty();
    }
    if (take("(")) {
      List<Size> given = new ArrayList<>();
      floored = word.equals("floor") ? at : floored;
      do {
        sum().ifPresent(given::add);
      } while (take(","));
      return take(")") ? called(word.toLowerCase(Locale.ROOT), given) : Optional.empty();
    }
    boolean digits = word.length() < 18 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    return Optional.of(digits ? Size.of(Long.parseLong(word)) : Size.named(word));
  }

  private String word() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
    int start = at;
    while (at < text.length() && MARKS.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private static Optional<Size> called(String function, List<Size> given) {
    if (given.size() == 1) {
      Size only = given.get(0);
      return switch (function) {
        case "floor" -> Optional.of(only.floor());
        case "ceil", "ceiling" -> Optional.of(only.ceil());
        default -> Optional.empty();
      };
    }
    if (given.size() != 2) {
      return Optional.empty();
    }
    Size a = given.get(0);
    Size b = given.get(1);
    return switch (function) {
      case "min" -> Optional.of(a.min(b));
      case "max" -> Optional.of(a.max(b));
      case "mod" -> Optional.of(remainder(a, b));
      case "floordiv" -> Optional.of(a.floorOver(b));
      default -> Optional.empty();
    };
  }
}
