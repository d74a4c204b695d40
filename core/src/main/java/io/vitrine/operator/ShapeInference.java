package io.vitrine.operator;

import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Infers the shape of every value, node by node in running order. Symbolic dimensions are kept,
 * what cannot be known stays unknown, and small integer tensors (the outputs of Shape, Gather,
 * Concat and the like) are propagated so that computed target shapes are known. Graphs inside nodes
 * (If, Loop, Scan) and local functions are inferred with them. One pass; a node whose inputs do not
 * fit becomes a problem, never an exception.
 */
public final class ShapeInference {
  private ShapeInference() {}

  /** The shapes that follow from the network's own input shapes. */
  public static ShapeTable infer(Network network) {
    return infer(network, Map.of());
  }

  /**
   * The shapes for a batch size: the first dimension of each input, where it is not fixed, becomes
   * this size.
   */
  public static ShapeTable infer(Network network, long batch) {
    Map<String, Shape> inputs = new HashMap<>();
    for (Value input : network.inputs()) {
      Optional<Shape> shape = input.type().tensorShape();
      if (shape.isPresent() && shape.get().rank() > 0 && !shape.get().dim(0).isKnown()) {
        inputs.put(input.name(), shape.get().withBatch(batch));
      }
    }
    return infer(network, inputs);
  }

  /**
   * The shapes that follow from given input shapes.
   *
   * @throws IllegalArgumentException where a name is no input, or a given shape contradicts a fixed
   *     one
   */
  public static ShapeTable infer(Network network, Map<String, Shape> inputShapes) {
    for (String name : inputShapes.keySet()) {
      if (network.inputs().stream().noneMatch(input -> input.name().equals(name))) {
        throw new IllegalArgumentException("no input '" + name + "' in " + network.name());
      }
    }
    return GraphWalk.of(network, input -> given(input, inputShapes));
  }

  /**
   * Checks shapes given for inputs.
   *
   * @throws IllegalArgumentException where a given shape contradicts a fixed one
   */
  public static void requireInputs(Network network, Map<String, Shape> inputShapes) {
    network.inputs().forEach(input -> given(input, inputShapes));
  }

  private static ValueType given(Value input, Map<String, Shape> shapes) {
    Shape given = shapes.get(input.name());
    return given == null ? input.type() : fitted(input, given);
  }

  private static ValueType fitted(Value input, Shape given) {
    Optional<Shape> fixed = input.type().tensorShape();
    if (fixed.isPresent() && !fits(fixed.get(), given)) {
      throw new IllegalArgumentException(
          "input '"
              + input.name()
              + "' is "
              + fixed.get()
              + ", which the shape "
              + given
              + " does not fit");
    }
    return input.type() instanceof ValueType.OfTensor tensor
        ? ValueType.tensor(tensor.elements(), given)
        : input.type();
  }

  private static boolean fits(Shape fixed, Shape given) {
    if (fixed.rank() != given.rank()) {
      return false;
    }
    for (int i = 0; i < fixed.rank(); i++) {
      if (fixed.dim(i).isKnown() && !fixed.dim(i).equals(given.dim(i))) {
        return false;
      }
    }
    return true;
  }
}
