package io.vitrine.operator.shape;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.List;
import java.util.Optional;

/**
 * What a shape rule found.
 *
 * @param types of the outputs, in order; outputs beyond the list are unknown
 * @param integers the first output's elements, where it is a small integer tensor that later shapes
 *     may depend on
 */
public record Inferred(List<ValueType> types, Optional<List<Dim>> integers) {
  public Inferred {
    types = List.copyOf(types);
  }

  public static Inferred of(ElementType elements, Shape shape) {
    return new Inferred(List.of(ValueType.tensor(elements, shape)), Optional.empty());
  }

  public static Inferred rankUnknown(ElementType elements) {
    return new Inferred(List.of(ValueType.tensor(elements)), Optional.empty());
  }

  public Inferred withIntegers(Optional<List<Dim>> values) {
    return new Inferred(types, values);
  }
}
