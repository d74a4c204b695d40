package io.vitrine.tuning;

import io.vitrine.data.image.ImageFormat;
import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a network takes images.
 *
 * @param layout the order of its axes
 * @param channels 1 or 3, or 0 where the network leaves it open
 * @param height in pixels, or 0 where it is left open
 * @param width in pixels, or 0 where it is left open
 */
record ImageInput(Layout layout, int channels, int height, int width) {
  /** The orders of axes that images (N, C, H, W) can be brought to. */
  enum Layout {
    /** (N, C, H, W), as images come. */
    CHANNELS_FIRST,
    /** (N, H, W, C). */
    CHANNELS_LAST,
    /** (N, H, W), without the one channel. */
    NO_CHANNELS,
    /** (N, C H W), in a row. */
    ROW
  }

  /**
   * What a network's only input takes.
   *
   * @param found how the images are; it tells where a row of numbers has its edges
   * @throws IllegalArgumentException where it takes no images
   */
  static ImageInput of(Network network, ImageFormat found) {
    if (network.inputs().size() != 1) {
      throw new IllegalArgumentException(
          network.name()
              + " has "
              + network.inputs().size()
              + " inputs; training from images is for networks of one");
    }
    Value input = network.inputs().get(0);
    if (!(input.type() instanceof ValueType.OfTensor type)
        || !type.elements().equals(ElementType.FLOAT32)
        || type.shape().isEmpty()) {
      throw refused(network, input);
    }
    return of(network, input, type.shape().get(), found);
  }

  private static ImageInput of(Network network, Value input, Shape shape, ImageFormat found) {
    return switch (shape.rank()) {
      case 4 ->
          isColour(shape, 3) && !isColour(shape, 1)
              ? new ImageInput(Layout.CHANNELS_LAST, size(shape, 3), size(shape, 1), size(shape, 2))
              : new ImageInput(
                  Layout.CHANNELS_FIRST, size(shape, 1), size(shape, 2), size(shape, 3));
      case 3 -> new ImageInput(Layout.NO_CHANNELS, 1, size(shape, 1), size(shape, 2));
      case 2 -> row(network, input, shape.size(1), found);
      default -> throw refused(network, input);
    };
  }

  /** A row is as many numbers as the images have, or those of a square of 1 or 3 channels. */
  private static ImageInput row(Network network, Value input, long count, ImageFormat found) {
    if ((long) found.channels() * found.height() * found.width() == count) {
      return new ImageInput(Layout.ROW, found.channels(), found.height(), found.width());
    }
    for (int channels : new int[] {1, 3}) {
      int side = (int) Math.round(Math.sqrt((double) count / channels));
      if ((long) channels * side * side == count) {
        return new ImageInput(Layout.ROW, channels, side, side);
      }
    }
    if (!found.resizes()) {
      return new ImageInput(Layout.ROW, 0, 0, 0);
    }
    throw refused(network, input);
  }

  private static IllegalArgumentException refused(Network network, Value input) {
    return new IllegalArgumentException(
        network.name()
            + ": training from images is for float32 inputs (N, C, H, W), (N, H, W, C), (N, H, W) or (N, C H W); '"
            + input.name()
            + "' is "
            + input.type());
  }

  private static boolean isColour(Shape shape, int axis) {
    return shape.size(axis) == 1 || shape.size(axis) == 3;
  }

  private static int size(Shape shape, int axis) {
    return (int) Math.max(0, Math.min(shape.size(axis), Integer.MAX_VALUE));
  }

  /** What images are brought to: what the network says, and what they are where it says nothing. */
  ImageFormat format(ImageFormat found) {
    boolean open = height == 0 || width == 0;
    return new ImageFormat(
        channels == 0 ? found.channels() : channels,
        open ? found.height() : height,
        open ? found.width() : width);
  }

  /**
   * Lets the draft take images (N, C, H, W) of a format and of any number N. Where the network
   * orders axes differently, a node before it does that.
   */
  void adapt(Draft draft, ImageFormat format) {
    Value old = draft.input();
    Shape images = Shape.batchOf(format.channels(), format.height(), format.width());
    if (layout == Layout.CHANNELS_FIRST) {
      draft.input(Value.of(old.name(), ElementType.FLOAT32, images));
      return;
    }
    String name = draft.unused("images");
    draft.input(Value.of(name, ElementType.FLOAT32, images));
    draft.prepend(adapter(draft, name, old.name(), format));
    draft.say("input." + layout.name().toLowerCase(java.util.Locale.ROOT), old.name());
  }

  private Node adapter(Draft draft, String from, String to, ImageFormat format) {
    String name = draft.unused("from_images");
    if (layout == Layout.CHANNELS_LAST) {
      return new Node(
          name,
          "",
          "Transpose",
          List.of(from),
          List.of(to),
          Map.of("perm", Attribute.ints(0, 2, 3, 1)));
    }
    long[] target =
        layout == Layout.ROW
            ? new long[] {-1, (long) format.channels() * format.height() * format.width()}
            : new long[] {-1, format.height(), format.width()};
    String shape = draft.unused(name + ".shape");
    draft.put(Parameter.constant(shape, Tensor.of(target, target.length)));
    return new Node(name, "", "Reshape", List.of(from, shape), List.of(to), Map.of());
  }

  /** The number of images that a network always takes, empty where any number will do. */
  static Optional<Long> fixedBatch(Network network) {
    return network
        .inputs()
        .get(0)
        .type()
        .tensorShape()
        .filter(shape -> shape.rank() > 0)
        .map(shape -> shape.dim(0))
        .filter(Dim::isKnown)
        .map(dim -> dim.sizeOr(1));
  }
}
