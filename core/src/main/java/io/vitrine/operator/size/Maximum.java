package io.vitrine.operator.size;

import java.util.Map;
import java.util.Optional;

/**
 * A sum that is easier to read as a maximum: {@code p + c - min(k, p)} is {@code max(0, p - k) +
 * c}.
 *
 * @param positive what counts where it is above 0
 * @param added the number that is added
 */
record Maximum(Size positive, long added) {
  static Optional<Maximum> in(Size size) {
    for (Map.Entry<Product, Long> term : size.terms().entrySet()) {
      if (term.getValue() == -1
          && size.divisor() == 1
          && term.getKey().atoms().size() == 1
          && term.getKey().atoms().get(0) instanceof Atom.Least least) {
        Size rest = size.plus(Size.of(least));
        return rest.withoutAdded().equals(least.size())
            ? Optional.of(new Maximum(least.size().plus(-least.number()), rest.added()))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
