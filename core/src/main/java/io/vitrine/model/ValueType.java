package io.vitrine.model;

import java.util.Optional;

/** What is known of a value's type. */
public sealed interface ValueType {
  /** A tensor; its shape is empty where not even the rank is known. */
  record OfTensor(ElementType elements, Optional<Shape> shape) implements ValueType {
    @Override
    public String toString() {
      return elements + shape.map(Shape::toString).orElse("(...)");
    }
  }

  /** A sequence of values of one type. */
  record OfSequence(ValueType elements) implements ValueType {}

  /** A value that may be absent. */
  record OfOptional(ValueType elements) implements ValueType {}

  /** A type kept by its description only, such as a map or a sparse tensor. */
  record Other(String description) implements ValueType {}

  /** Nothing is known. */
  record Unknown() implements ValueType {
    @Override
    public String toString() {
      return "?";
    }
  }

  static ValueType unknown() {
    return new Unknown();
  }

  static ValueType tensor(ElementType elements, Shape shape) {
    return new OfTensor(elements, Optional.of(shape));
  }

  static ValueType tensor(ElementType elements) {
    return new OfTensor(elements, Optional.empty());
  }

  /** The shape, empty where this is no tensor or its rank is not known. */
  default Optional<Shape> tensorShape() {
    return this instanceof OfTensor tensor ? tensor.shape() : Optional.empty();
  }
}
