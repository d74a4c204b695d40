package io.vitrine.torch.call;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/** A value while a network runs. */
public sealed interface NativeValue {
  /**
   * A tensor of numbers.
   *
   * @param tensor the numbers, in the libtorch type that {@link Carriers} names for their element
   *     type, or in bfloat16 where autocast chose it
   * @param elements the type that ONNX says they have
   */
  record OfTensor(Tensor tensor, ElementType elements) implements NativeValue {}

  /** A tensor of strings, row-major. */
  record OfStrings(List<String> strings, Shape shape) implements NativeValue {
    public OfStrings {
      strings = List.copyOf(strings);
    }
  }

  /** Values in order. */
  record OfSequence(List<NativeValue> items) implements NativeValue {
    public OfSequence {
      items = List.copyOf(items);
    }
  }

  /** Values by key: a number or a text. */
  record OfMap(Map<Object, NativeValue> entries) implements NativeValue {
    public OfMap {
      entries = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(entries));
    }
  }

  /** An optional value that is absent. */
  record Absent() implements NativeValue {}

  /** A tensor of one of libtorch's own types. */
  static NativeValue of(Tensor tensor) {
    return new OfTensor(tensor, Carriers.elements(NativeTensors.type(tensor)));
  }

  /** The same numbers as an object of its own, so that closing one leaves the other. */
  default NativeValue alias() {
    if (this instanceof OfTensor value) {
      return new OfTensor(value.tensor().alias(), value.elements());
    } else if (this instanceof OfSequence sequence) {
      return new OfSequence(sequence.items().stream().map(NativeValue::alias).toList());
    }
    return this;
  }

  /** Lets the tensors live as long as a scope. */
  default void attachTo(PointerScope scope) {
    if (this instanceof OfTensor value) {
      scope.attach(value.tensor());
    } else if (this instanceof OfSequence sequence) {
      sequence.items().forEach(item -> item.attachTo(scope));
    } else if (this instanceof OfMap map) {
      map.entries().values().forEach(item -> item.attachTo(scope));
    }
  }

  /** Lets go of the tensors. */
  default void close() {
    if (this instanceof OfTensor value) {
      value.tensor().close();
    } else if (this instanceof OfSequence sequence) {
      sequence.items().forEach(NativeValue::close);
    }
  }

  /** What it is, for messages: {@code float32(2, 3)}. */
  default String describe() {
    if (this instanceof OfTensor value) {
      return value.elements() + NativeTensors.shape(value.tensor()).toString();
    } else if (this instanceof OfStrings strings) {
      return "string" + strings.shape();
    } else if (this instanceof OfSequence sequence) {
      return "a sequence of " + sequence.items().size();
    }
    return this instanceof OfMap ? "a map" : "an absent value";
  }
}
