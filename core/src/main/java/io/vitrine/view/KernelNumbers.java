package io.vitrine.view;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.util.Optional;

/**
 * The numbers that a convolution's kernels stand for, whatever a network does to the stored ones on
 * their way: a Cast keeps them, DequantizeLinear and QLinearConv mean (q - zero point) x scale,
 * with a scale for all or one a slice along an axis (the ONNX operator specification).
 */
final class KernelNumbers {
  private static final int QUANTIZED_KERNEL = 3;

  private final Network network;
  private final Weights weights;

  private KernelNumbers(Network network, Weights weights) {
    this.network = network;
    this.weights = weights;
  }

  /**
   * The kernels of a convolution.
   *
   * @throws IllegalArgumentException where it reads none, or they are not among the weights
   */
  static Tensor of(Network network, Weights weights, Node convolution) {
    return new KernelNumbers(network, weights).kernels(convolution);
  }

  private Tensor kernels(Node node) {
    boolean quantized = node.operator().equals("QLinearConv");
    String name =
        node.input(quantized ? QUANTIZED_KERNEL : 1)
            .orElseThrow(
                () -> new IllegalArgumentException("layer " + node.name() + " reads no kernels"));
    return (quantized ? scaled(node, QUANTIZED_KERNEL, 0) : found(name))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "layer " + node.name() + ": the weights given have no " + name));
  }

  private Optional<Tensor> found(String name) {
    return stored(name).or(() -> madeBy(name).flatMap(this::made));
  }

  private Optional<Tensor> stored(String name) {
    return weights
        .get(name)
        .or(() -> network.parameter(name).flatMap(parameter -> parameter.constant()));
  }

  private Optional<Node> madeBy(String name) {
    return network.nodes().stream().filter(node -> node.outputs().contains(name)).findFirst();
  }

  private Optional<Tensor> made(Node node) {
    return switch (node.qualifiedOperator()) {
      case "Cast" -> node.input(0).flatMap(this::stored);
      case "DequantizeLinear" -> scaled(node, 0, Math.toIntExact(node.intOr("axis", 1)));
      default -> Optional.empty();
    };
  }

  /** What integers mean whose scale and zero point are the two inputs behind them. */
  private Optional<Tensor> scaled(Node node, int input, int axis) {
    Optional<Tensor> stored = node.input(input).flatMap(this::stored);
    Optional<Tensor> scale = node.input(input + 1).flatMap(this::stored);
    if (stored.isEmpty() || scale.isEmpty()) {
      return Optional.empty();
    }
    Optional<Tensor> zero = node.input(input + 2).flatMap(this::stored);
    Shape shape = stored.get().shape();
    int at = axis < 0 ? axis + shape.rank() : axis;
    int slices = scale.get().count();
    if (slices > 1 && (at >= shape.rank() || shape.size(at) != slices)) {
      throw new IllegalArgumentException(
          "layer "
              + node.name()
              + ": kernels "
              + shape
              + " with "
              + slices
              + " scales; expected one, or one a slice along dimension "
              + at);
    }
    float[] numbers = stored.get().floats();
    int inner = 1;
    for (int dim = at + 1; dim < shape.rank(); dim++) {
      inner *= Math.toIntExact(shape.size(dim));
    }
    for (int i = 0; i < numbers.length; i++) {
      int slice = slices > 1 ? i / inner % slices : 0;
      float from = zero.map(z -> z.floatAt(z.count() > 1 ? slice : 0)).orElse(0f);
      numbers[i] = (numbers[i] - from) * scale.get().floatAt(slice);
    }
    return Optional.of(Tensor.of(numbers, shape.sizes()));
  }
}
