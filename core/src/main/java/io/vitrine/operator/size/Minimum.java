package io.vitrine.operator.size;

import java.util.Map;
import java.util.Optional;

/**
 * A sum that is easier to read as a minimum: {@code b + min(0, a - b)} is {@code min(a, b)}.
 *
 * @param one the first of both
 * @param other the second
 */
record Minimum(Size one, Size other) {
  static Optional<Minimum> in(Size size) {
    for (Map.Entry<Product, Long> term : size.terms().entrySet()) {
      if (term.getValue() == 1
          && size.divisor() == 1
          && term.getKey().atoms().size() == 1
          && term.getKey().atoms().get(0) instanceof Atom.Least least
          && least.size().terms().values().stream().anyMatch(factor -> factor < 0)) {
        Size rest = size.minus(Size.of(least));
        return Optional.of(new Minimum(rest.plus(least.size()), rest.plus(least.number())));
      }
    }
    return Optional.empty();
  }

  @Override
  public String toString() {
    return "min(" + one + ", " + other + ")";
  }
}
