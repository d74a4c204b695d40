package io.vitrine.operator.shape;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node and what is known of its inputs, for the rules. */
public final class ShapeContext {
  private final Node node;
  private final Map<String, ValueType> types;
  private final Map<String, List<Dim>> integers;
  private final Map<String, Tensor> constants;

  public ShapeContext(
      Node node,
      Map<String, ValueType> types,
      Map<String, List<Dim>> integers,
      Map<String, Tensor> constants) {
    this.node = node;
    this.types = types;
    this.integers = integers;
    this.constants = constants;
  }

  public Node node() {
    return node;
  }

  public Optional<Shape> shape(int input) {
    return node.input(input)
        .map(name -> types.getOrDefault(name, ValueType.unknown()))
        .flatMap(ValueType::tensorShape);
  }

  /** The element type of an input, float32 where it is not known. */
  public ElementType elements(int input) {
    return node.input(input)
        .map(types::get)
        .filter(ValueType.OfTensor.class::isInstance)
        .map(type -> ((ValueType.OfTensor) type).elements())
        .orElse(ElementType.FLOAT32);
  }

  /** The elements of a small integer input, where they are known. */
  public Optional<List<Dim>> integers(int input) {
    return node.input(input).map(integers::get);
  }

  /** The elements of an integer input as numbers, where all are known. */
  public Optional<List<Long>> longs(int input) {
    return integers(input)
        .filter(list -> list.stream().allMatch(Dim::isKnown))
        .map(list -> list.stream().map(dim -> dim.sizeOr(-1)).toList());
  }

  /** A constant input, where it is part of the structure. */
  public Optional<Tensor> constant(int input) {
    return node.input(input).map(constants::get);
  }

  /** The integers of an input (newer operator sets) or of an attribute (older ones). */
  public Optional<List<Long>> longsOf(int input, String attribute) {
    Optional<List<Long>> given = signedLongs(input);
    if (given.isPresent()) {
      return given;
    }
    List<Long> older = node.intsOr(attribute, List.of());
    return older.isEmpty() ? Optional.empty() : Optional.of(older);
  }

  /** The elements of a constant integer input; negative ones are kept. */
  public Optional<List<Long>> signedLongs(int input) {
    Optional<Tensor> constant = constant(input);
    return constant.isPresent()
        ? Optional.of(Arrays.stream(constant.get().longs()).boxed().toList())
        : longs(input);
  }

  /** The elements of a small integer tensor that can be sizes. */
  public static Optional<List<Dim>> integersOf(Tensor tensor) {
    boolean integer =
        tensor.elements().equals(ElementType.INT64) || tensor.elements().equals(ElementType.INT32);
    if (!integer || tensor.shape().rank() > 1 || tensor.count() > 64) {
      return Optional.empty();
    }
    long[] longs = tensor.longs();
    return Arrays.stream(longs).allMatch(n -> n >= 0)
        ? Optional.of(Arrays.stream(longs).mapToObj(Dim::of).toList())
        : Optional.empty();
  }

  /** An error that names the node. */
  public IllegalArgumentException error(String message) {
    return new IllegalArgumentException(
        "node " + node.name() + " (" + node.operator() + "): " + message);
  }
}
