package io.vitrine.model;

/**
 * A named value of a graph: an input, an output, or one that the file declares a type for.
 *
 * @param name unique in its graph
 * @param type what is known of it
 */
public record Value(String name, ValueType type) {
  public Value {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a value needs a name");
    }
  }

  public static Value of(String name, ElementType elements, Shape shape) {
    return new Value(name, ValueType.tensor(elements, shape));
  }
}
