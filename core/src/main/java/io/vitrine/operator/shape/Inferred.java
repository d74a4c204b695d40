package io.vitrine.operator.shape;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a shape rule found.
 *
 * @param outputs in order; outputs beyond the list are unknown
 */
public record Inferred(List<Output> outputs) {
  /**
   * What is known of one output.
   *
   * @param type its type
   * @param values its elements, where it is a small tensor that later shapes may depend on
   */
  public record Output(ValueType type, Optional<Values> values) {
    static Output of(ValueType type) {
      return new Output(type, Optional.empty());
    }
  }

  public Inferred {
    outputs = List.copyOf(outputs);
  }

  /** The shape of an output, empty where its rank is not known. */
  public Optional<Shape> shape(int output) {
    return output < outputs.size() ? outputs.get(output).type().tensorShape() : Optional.empty();
  }

  /** Nothing is known of any output. */
  public static Inferred nothing() {
    return new Inferred(List.of());
  }

  public static Inferred of(ValueType... types) {
    return new Inferred(Arrays.stream(types).map(Output::of).toList());
  }

  public static Inferred of(List<ValueType> types) {
    return new Inferred(types.stream().map(Output::of).toList());
  }

  public static Inferred of(ElementType elements, Shape shape) {
    return of(ValueType.tensor(elements, shape));
  }

  /** A tensor whose shape may not even be known by its rank. */
  public static Inferred of(ElementType elements, Optional<Shape> shape) {
    return of(new ValueType.OfTensor(elements, shape));
  }

  public static Inferred rankUnknown(ElementType elements) {
    return of(ValueType.tensor(elements));
  }

  /** These outputs and one more. */
  public Inferred and(ElementType elements, Optional<Shape> shape) {
    return and(new ValueType.OfTensor(elements, shape), Optional.empty());
  }

  /** These outputs and one more. */
  public Inferred and(ValueType type, Optional<Values> values) {
    List<Output> all = new ArrayList<>(outputs);
    all.add(new Output(type, values));
    return new Inferred(all);
  }

  /** The same with the first output's elements. */
  public Inferred withValues(Optional<Values> values) {
    List<Output> all = new ArrayList<>(outputs);
    all.set(0, new Output(all.get(0).type(), values));
    return new Inferred(all);
  }
}
