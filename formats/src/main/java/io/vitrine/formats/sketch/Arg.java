package io.vitrine.formats.sketch;

import java.util.List;
import java.util.Optional;

/** An argument of a call, or one of its results. */
public sealed interface Arg {
  /** Python's None, and what is left out. */
  enum None implements Arg {
    NONE
  }

  record Bool(boolean value) implements Arg {}

  record Int(long value) implements Arg {}

  record Real(double value) implements Arg {}

  record Text(String value) implements Arg {}

  /** A tensor: an input, a parameter, or what a node makes. */
  record Value(String name) implements Arg {}

  /** The size of a tensor along an axis, which is not known. */
  record SizeOf(String tensor, int axis) implements Arg {}

  /** A whole number that nodes compute, as a tensor of one element. */
  record Computed(String name) implements Arg {}

  /**
   * A list or tuple.
   *
   * @param weight how many values it has, those of lists inside counted each time
   */
  record Items(List<Arg> items, long weight) implements Arg {
    /** Real arguments have thousands; a list of lists of lists can be made to seem endless. */
    private static final long MOST_WEIGHT = 1_000_000;

    public Items {
      items = List.copyOf(items);
    }

    public Items(List<Arg> items) {
      this(items, weight(items));
    }

    private static long weight(List<Arg> items) {
      long weight = 1;
      for (Arg item : items) {
        weight += item instanceof Items inner ? inner.weight : 1;
      }
      if (weight > MOST_WEIGHT) {
        throw new IllegalArgumentException("a list of more than " + MOST_WEIGHT + " values");
      }
      return weight;
    }
  }

  /** What no node can take: an element type, a device, a module, a function. */
  record Other(Object what) implements Arg {}

  /** The tensor that an argument is, of one element where it is a number that nodes compute. */
  default Optional<String> asTensor() {
    if (this instanceof Value value) {
      return Optional.of(value.name());
    }
    return this instanceof Computed number ? Optional.of(number.name()) : Optional.empty();
  }

  /** A list of integers. */
  static Arg ints(List<Long> values) {
    return new Items(values.stream().map(value -> (Arg) new Int(value)).toList());
  }
}
