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
 * @param copy what it repeats, where its file holds the numbers of another parameter once more; the
 *     two are tied, and count once
 */
public record Parameter(
    String name,
    ElementType elements,
    Shape shape,
    Optional<Tensor> constant,
    Optional<Copy> copy) {
  /**
   * The parameter whose numbers another repeats.
   *
   * @param of its name, in the same graph
   * @param order how the numbers lie, compared with its own
   */
  public record Copy(String of, Order order) {}

  /** How the numbers of a copy lie. */
  public enum Order {
    SAME,
    /** The last dimension is the first: a matrix's columns are the other's rows. */
    TRANSPOSED
  }

  public Parameter {
    if (!shape.isKnown()) {
      throw new IllegalArgumentException(
          "parameter " + name + ": expected known dimensions, found " + shape);
    }
  }

  /** A parameter that repeats no other. */
  public Parameter(String name, ElementType elements, Shape shape, Optional<Tensor> constant) {
    this(name, elements, shape, constant, Optional.empty());
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
