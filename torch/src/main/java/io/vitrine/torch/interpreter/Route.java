package io.vitrine.torch.interpreter;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.operator.InnerGraphs;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How the convolutions of a network are computed.
 *
 * <p>libtorch hands convolutions to oneDNN. Compared with libtorch's own loops over thousands of
 * random shapes, oneDNN 3.7.1 gives wrong numbers, and at times writes beyond its memory, where
 * channels do not fill its blocks of 16 or 32, for groups, dilations and uneven kernels; for the
 * shapes that {@link #of} lets through it did not err once (OneDnnIT repeats a part of that
 * comparison). All else takes the plain route: slower, and right.
 */
public enum Route {
  /** oneDNN in bfloat16, images laid out as (N, H, W, C). */
  BF16,
  /** oneDNN in 32-bit floats, images laid out as (N, C, H, W). */
  FP32,
  /** libtorch's own loops and matrix products in 32-bit floats. */
  PLAIN;

  /** Convolutions that no comparison covers. */
  private static final Set<String> UNPROVEN = Set.of("ConvTranspose", "CausalConvWithState");

  /**
   * Operators that take what autocast makes: products in bfloat16 beside 32-bit floats. Networks
   * with others, or with 16-bit floats of their own, are computed in 32 bits.
   */
  private static final Set<String> MIXING =
      Set.of(
          "Add",
          "AveragePool",
          "BatchNormalization",
          "Clip",
          "Concat",
          "Constant",
          "Conv",
          "Div",
          "Dropout",
          "Elu",
          "Erf",
          "Flatten",
          "Gather",
          "Gelu",
          "Gemm",
          "GlobalAveragePool",
          "GlobalMaxPool",
          "HardSigmoid",
          "HardSwish",
          "Identity",
          "LayerNormalization",
          "LeakyRelu",
          "LogSoftmax",
          "MatMul",
          "MaxPool",
          "Mul",
          "PRelu",
          "ReduceMean",
          "Relu",
          "Reshape",
          "Shape",
          "Sigmoid",
          "Slice",
          "Softmax",
          "Squeeze",
          "Sub",
          "Tanh",
          "Transpose",
          "Unsqueeze");

  /** The fastest route on which every convolution of a network is right. */
  public static Route of(Network network, boolean bf16) {
    ShapeTable shapes = ShapeInference.infer(network);
    Route route = bf16 && mixes(network, shapes) ? BF16 : FP32;
    if (network.functions().values().stream().anyMatch(body -> convolves(body.nodes()))) {
      return PLAIN;
    }
    for (Node node : network.nodes()) {
      Route own = of(node, shapes);
      route = own.compareTo(route) > 0 ? own : route;
    }
    return route;
  }

  private static boolean mixes(Network network, ShapeTable shapes) {
    return network.functions().isEmpty()
        && network.nodes().stream().allMatch(node -> MIXING.contains(node.qualifiedOperator()))
        && shapes.types().values().stream().noneMatch(Route::isShort);
  }

  private static boolean isShort(ValueType type) {
    return type instanceof ValueType.OfTensor tensor
        && tensor.elements().isFloat()
        && tensor.elements().bits() < 32;
  }

  /** Whether a node among these, or inside them, is a convolution. */
  private static boolean convolves(List<Node> nodes) {
    return nodes.stream()
        .anyMatch(
            node ->
                node.operator().equals("Conv")
                    || UNPROVEN.contains(node.operator())
                    || convolves(InnerGraphs.nodes(node)));
  }

  private static Route of(Node node, ShapeTable shapes) {
    if (UNPROVEN.contains(node.operator()) || convolves(InnerGraphs.nodes(node))) {
      return PLAIN;
    }
    return switch (node.operator()) {
      case "Conv" ->
          shapes
              .inputShape(node, 1)
              .filter(weight -> isProven(node, weight))
              .map(weight -> isProvenInBf16(weight, shapes.inputShape(node, 0)) ? BF16 : FP32)
              .orElse(PLAIN);
      default -> BF16;
    };
  }

  /**
   * An image convolution with a square, odd kernel of up to 7 x 7, padded to keep the size, stride
   * 1 or 2, no groups or dilation; 1, 3 or a multiple of 32 channels to a multiple of 16.
   */
  private static boolean isProven(Node node, Shape weight) {
    if (weight.rank() != 4 || !weight.isKnown()) {
      return false;
    }
    long kernel = weight.size(2);
    long channels = weight.size(1);
    boolean kernels = kernel == weight.size(3) && kernel % 2 == 1 && kernel <= 7;
    boolean counts =
        (channels == 1 || channels == 3 || channels % 32 == 0) && weight.size(0) % 16 == 0;
    List<Long> strides = node.intsOr("strides", List.of(1L, 1L));
    boolean steps = strides.get(0) <= 2 && strides.get(0).equals(strides.get(1));
    return kernels
        && counts
        && steps
        && node.intOr("group", 1) == 1
        && node.intsOr("dilations", List.of()).stream().allMatch(d -> d == 1)
        && isPadded(node, kernel / 2);
  }

  private static boolean isPadded(Node node, long padding) {
    List<Long> pads = node.intsOr("pads", List.of(0L, 0L, 0L, 0L));
    return node.stringOr("auto_pad", "NOTSET").equals("NOTSET")
        && pads.stream().allMatch(pad -> pad == padding);
  }

  /** In bfloat16 also a multiple of 32 filters, and an image larger than the padding. */
  private static boolean isProvenInBf16(Shape weight, Optional<Shape> image) {
    long padding = weight.size(2) / 2;
    return weight.size(0) % 32 == 0
        && !(weight.size(1) == 1 && padding == 0)
        && image.isPresent()
        && image.get().size(2) > padding
        && image.get().size(3) > padding;
  }
}
