package io.vitrine.operator.shape;

import io.vitrine.model.Dim;
import io.vitrine.operator.size.Size;
import java.util.Optional;

/**
 * One element of a small tensor that is followed through the graph because shapes depend on it: a
 * number, what is computed from sizes that are known by name, or unknown.
 */
public sealed interface Element {
  /** A number; an integer of more than 53 bits is rounded, which only bounds of slices have. */
  record Known(double value) implements Element {}

  /** Computed from sizes known by name: {@code N}, {@code 2*N + 1}. */
  record Symbol(Size size) implements Element {}

  /** Nothing is known of it. */
  record Unknown() implements Element {}

  static Element unknown() {
    return new Unknown();
  }

  static Element of(double value) {
    return new Known(value);
  }

  static Element of(Dim dim) {
    return dim instanceof Dim.Known known
        ? new Known(known.size())
        : Size.of(dim).map(Element::of).orElse(unknown());
  }

  /** A size, a number where it is one; unknown where it is too long to be followed. */
  static Element of(Size size) {
    Optional<Double> value = size.value();
    return value.isPresent()
        ? new Known(value.get())
        : size.isReadable() ? new Symbol(size) : unknown();
  }

  default boolean isNumber() {
    return this instanceof Known;
  }

  default boolean is(double value) {
    return this instanceof Known number && number.value() == value;
  }

  /** This as a size; empty for numbers with more fraction than scales have. */
  default Optional<Size> asSize() {
    if (this instanceof Symbol symbol) {
      return Optional.of(symbol.size());
    }
    if (!(this instanceof Known number)) {
      return Optional.empty();
    }
    double scaled = number.value() * FINEST;
    return scaled == Math.rint(scaled) && Math.abs(scaled) < (1L << 53)
        ? Optional.of(Size.ratio((long) scaled, FINEST))
        : Optional.empty();
  }

  /** Numbers are followed as fractions of this. */
  long FINEST = 1024;

  /** This as a dimension; what is negative is unknown. */
  default Dim dim() {
    if (this instanceof Known number && number.value() >= 0) {
      return Dim.of((long) number.value());
    }
    return this instanceof Symbol symbol && symbol.size().isWhole()
        ? symbol.size().dim()
        : Dim.unknown();
  }
}
