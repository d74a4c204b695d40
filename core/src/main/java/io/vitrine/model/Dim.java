package io.vitrine.model;

/**
 * One dimension of a shape: a known size, a named symbol such as the batch size {@code N}, or
 * unknown.
 */
public sealed interface Dim {
  /** A size that is known; 0 or more. */
  record Known(long size) implements Dim {
    public Known {
      if (size < 0) {
        throw new IllegalArgumentException("a dimension is 0 or more, found " + size);
      }
    }

    @Override
    public String toString() {
      return Long.toString(size);
    }
  }

  /** A size known by name only; equal names mean equal sizes. */
  record Symbol(String name) implements Dim {
    public Symbol {
      if (name.isBlank()) {
        throw new IllegalArgumentException("a symbolic dimension needs a name");
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A size nothing is known of. */
  record Unknown() implements Dim {
    @Override
    public String toString() {
      return "?";
    }
  }

  static Dim of(long size) {
    return new Known(size);
  }

  /** The unknown dimension, shown as {@code ?}. */
  static Dim unknown() {
    return new Unknown();
  }

  static Dim symbol(String name) {
    return new Symbol(name);
  }

  default boolean isKnown() {
    return this instanceof Known;
  }

  /** The size, or the number given where it is not known. */
  default long sizeOr(long otherwise) {
    return this instanceof Known known ? known.size() : otherwise;
  }
}
