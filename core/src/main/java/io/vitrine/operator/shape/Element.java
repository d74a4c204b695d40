package io.vitrine.operator.shape;

import io.vitrine.model.Dim;

/**
 * One element of a small tensor that is followed through the graph because shapes depend on it: a
 * number, a size known by its symbol only, or unknown.
 */
public sealed interface Element {
  /** A number; an integer of more than 53 bits is rounded, which only bounds of slices have. */
  record Known(double value) implements Element {}

  /** A size of 0 or more, known by name. */
  record Symbol(Dim.Symbol size) implements Element {}

  /** Nothing is known of it. */
  record Unknown() implements Element {}

  static Element unknown() {
    return new Unknown();
  }

  static Element of(double value) {
    return new Known(value);
  }

  static Element of(Dim dim) {
    if (dim instanceof Dim.Known known) {
      return new Known(known.size());
    }
    return dim instanceof Dim.Symbol symbol ? new Symbol(symbol) : unknown();
  }

  default boolean isNumber() {
    return this instanceof Known;
  }

  default boolean is(double value) {
    return this instanceof Known number && number.value() == value;
  }

  /** This as a dimension; what is negative is unknown. */
  default Dim dim() {
    if (this instanceof Known number && number.value() >= 0) {
      return Dim.of((long) number.value());
    }
    return this instanceof Symbol symbol ? symbol.size() : Dim.unknown();
  }
}
