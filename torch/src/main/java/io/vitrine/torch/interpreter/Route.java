package io.vitrine.torch.interpreter;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import java.util.List;
import java.util.Optional;

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

  /** The fastest route on which every convolution of a network is right. */
  public static Route of(Network network, boolean bf16) {
    Route route = bf16 ? BF16 : FP32;
    ShapeTable shapes = ShapeInference.infer(network);
    for (Node node : network.nodes()) {
      Route own = of(node, shapes);
      route = own.compareTo(route) > 0 ? own : route;
    }
    return route;
  }

  private static Route of(Node node, ShapeTable shapes) {
    return switch (node.operator()) {
      case "ConvTranspose" -> PLAIN;
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
