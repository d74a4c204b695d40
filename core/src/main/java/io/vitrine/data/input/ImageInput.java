package io.vitrine.data.input;

import io.vitrine.model.Dim;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The images that a network takes.
 *
 * @param channels 1 for grey, 3 for colour
 * @param size rows and columns; empty where the network leaves one of them open
 * @param layout where the channels stand
 */
public record ImageInput(int channels, Optional<Extent> size, Layout layout) {
  public ImageInput {
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          "an image gives 1 channel (grey) or 3 (colour); the network takes " + channels);
    }
  }

  /**
   * What a network of one image takes. Where its shape does not say where the channels stand, they
   * come first; where it leaves their number open, there are three.
   *
   * @param layout where the channels stand, empty to tell it by the shape
   * @throws IllegalArgumentException where the network takes something else than one batch of
   *     images of 1 or 3 channels
   */
  public static ImageInput of(Network network, Optional<Layout> layout) {
    Optional<Shape> shape =
        network.inputs().size() == 1
            ? network.inputs().get(0).type().tensorShape()
            : Optional.empty();
    if (shape.isEmpty() || shape.get().rank() != 4) {
      throw new IllegalArgumentException(
          network.name()
              + " takes no single image (N, C, H, W) or (N, H, W, C); its inputs are "
              + network.inputs().stream()
                  .map(input -> input.name() + " " + input.type())
                  .collect(Collectors.joining(", "))
              + ". Where the model leaves the shape open, give it with --input-shape");
    }
    Layout chosen = layout.orElseGet(() -> told(shape.get()));
    int first = chosen == Layout.NCHW ? 2 : 1;
    OptionalLong height = known(shape.get(), first);
    OptionalLong width = known(shape.get(), first + 1);
    Optional<Extent> size =
        height.isPresent() && width.isPresent()
            ? Optional.of(
                new Extent(Math.toIntExact(height.getAsLong()), Math.toIntExact(width.getAsLong())))
            : Optional.empty();
    int at = chosen == Layout.NCHW ? 1 : 3;
    return new ImageInput(channels(network, shape.get(), at), size, chosen);
  }

  private static int channels(Network network, Shape shape, int axis) {
    long channels = known(shape, axis).orElse(3);
    if (channels != 1 && channels != 3) {
      throw new IllegalArgumentException(
          network.name()
              + " takes "
              + shape
              + ", that is "
              + channels
              + " channels; an image file gives 1 (grey) or 3 (colour). --layout says where the channels stand");
    }
    return (int) channels;
  }

  private static Layout told(Shape shape) {
    return !isColours(known(shape, 1)) && isColours(known(shape, 3)) ? Layout.NHWC : Layout.NCHW;
  }

  private static boolean isColours(OptionalLong size) {
    return size.isPresent() && (size.getAsLong() == 1 || size.getAsLong() == 3);
  }

  private static OptionalLong known(Shape shape, int axis) {
    return shape.dim(axis) instanceof Dim.Known dim
        ? OptionalLong.of(dim.size())
        : OptionalLong.empty();
  }

  /** From {@code (C, H, W)} values to the order of the layout. */
  float[] arranged(float[] planes, int height, int width) {
    if (layout == Layout.NCHW || channels == 1) {
      return planes;
    }
    float[] pixels = new float[planes.length];
    int plane = height * width;
    IntStream.range(0, planes.length)
        .forEach(i -> pixels[i % plane * channels + i / plane] = planes[i]);
    return pixels;
  }

  /** The shape of one image. */
  Shape shape(int height, int width) {
    return layout == Layout.NCHW
        ? Shape.of(1, channels, height, width)
        : Shape.of(1, height, width, channels);
  }
}
