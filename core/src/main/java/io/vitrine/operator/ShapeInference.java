package io.vitrine.operator;

import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import java.util.Map;

/**
 * Infers the shape of every value, node by node in running order. Symbolic dimensions are kept and
 * computed with ({@code 2*N + 1}), what cannot be known stays unknown, and small integer tensors
 * (the outputs of Shape, Gather, Concat and the like) are propagated so that computed target shapes
 * are known. Graphs inside nodes (If, Loop, Scan) and local functions are inferred with them. One
 * pass; a node whose inputs do not fit becomes a problem, never an exception.
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
    return infer(network, InputSizes.of(network, Map.of()).withBatch(batch));
  }

  /**
   * The shapes that follow from given input shapes.
   *
   * @throws IllegalArgumentException where a name is no input, or a given shape contradicts a
   *     declared one or another input's
   */
  public static ShapeTable infer(Network network, Map<String, Shape> inputShapes) {
    return infer(network, InputSizes.of(network, inputShapes));
  }

  /** The shapes that follow from those of the inputs. */
  public static ShapeTable infer(Network network, InputSizes inputs) {
    return GraphWalk.of(network, inputs::type, inputs.names());
  }
}
