package io.vitrine.model;

import java.util.Optional;

/**
 * An initialiser of a graph: a named tensor that nodes read and no node makes. Whether it is a
 * weight, a bias, a buffer or a constant comes from the operators that read it (see the operator
 * table). Used twice under one name, it is tied.
 *
 * @param name unique in its graph, such as {@code layer1.0.weight}
 * @param elements its element type
 * @param shape its dimensions, all known
 * @param constant the numbers, for small tensors that belong to the structure (a target shape, a
 *     dropout ratio); the numbers of all others lie in the {@link Weights} beside the network
 */
public record Parameter(String name, ElementType elements, Shape shape, Optional<Tensor> constant) {
  public Parameter {
    if (!shape.isKnown()) {
      throw new IllegalArgumentException(
          "parameter " + name + ": expected known dimensions, found " + shape);
    }
  }

  public static Parameter of(String name, ElementType elements, Shape shape) {
    return new Parameter(name, elements, shape, Optional.empty());
  }

  public static Parameter constant(String name, Tensor value) {
    return new Parameter(name, value.elements(), value.shape(), Optional.of(value));
  }

  /** The number of elements. */
  public long count() {
    return shape.elements().orElseThrow();
  }

  /** The bytes that its elements take at their real width. */
  public long bytes() {
    return elements.bytes(count());
  }
}
