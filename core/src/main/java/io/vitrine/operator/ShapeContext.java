package io.vitrine.operator;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node and what is known of its inputs, for the rules. */
final class ShapeContext {
  private final Node node;
  private final Map<String, ValueType> types;
  private final Map<String, List<Dim>> integers;
  private final Map<String, Tensor> constants;

  ShapeContext(
      Node node,
      Map<String, ValueType> types,
      Map<String, List<Dim>> integers,
      Map<String, Tensor> constants) {
    this.node = node;
    this.types = types;
    this.integers = integers;
    this.constants = constants;
  }

  Node node() {
    return node;
  }

  Optional<Shape> shape(int input) {
    return node.input(input)
        .map(name -> types.getOrDefault(name, ValueType.unknown()))
        .flatMap(ValueType::tensorShape);
  }

  /** The element type of an input, float32 where it is not known. */
  ElementType elements(int input) {
    return node.input(input)
        .map(types::get)
        .filter(ValueType.OfTensor.class::isInstance)
        .map(type -> ((ValueType.OfTensor) type).elements())
        .orElse(ElementType.FLOAT32);
  }

  /** The elements of a small integer input, where they are known. */
  Optional<List<Dim>> integers(int input) {
    return node.input(input).map(integers::get);
  }

  /** The elements of an integer input as numbers, where all are known. */
  Optional<List<Long>> longs(int input) {
    return integers(input)
        .filter(list -> list.stream().allMatch(Dim::isKnown))
        .map(list -> list.stream().map(dim -> dim.sizeOr(-1)).toList());
  }

  /** A constant input, where it is part of the structure. */
  Optional<Tensor> constant(int input) {
    return node.input(input).map(constants::get);
  }

  /** The integers of an input (newer operator sets) or of an attribute (older ones). */
  Optional<List<Long>> longsOf(int input, String attribute) {
    Optional<List<Long>> given = signedLongs(input);
    if (given.isPresent()) {
      return given;
    }
    List<Long> older = node.intsOr(attribute, List.of());
    return older.isEmpty() ? Optional.empty() : Optional.of(older);
  }

  /** The elements of a constant integer input; negative ones are kept. */
  Optional<List<Long>> signedLongs(int input) {
    Optional<Tensor> constant = constant(input);
    return constant.isPresent()
        ? Optional.of(java.util.Arrays.stream(constant.get().longs()).boxed().toList())
        : longs(input);
  }

  /** An error that names the node. */
  IllegalArgumentException error(String message) {
    return new IllegalArgumentException(
        "node " + node.name() + " (" + node.operator() + "): " + message);
  }
}
