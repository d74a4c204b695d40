package io.vitrine.data.input;

import io.vitrine.data.Preprocessing;
import io.vitrine.data.image.ImageFormat;
import io.vitrine.data.image.Picture;
import io.vitrine.model.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * How a picture becomes a network's input. In this order: grey or colour, as the network takes it;
 * the size; the crop around the centre; the order of the colours; {@code (x / 255 * range - mean) /
 * deviation}; the layout.
 *
 * @param resizing of the whole picture
 * @param crop what is kept around the centre, empty for all
 * @param order of the colours
 * @param range what the largest pixel value becomes before mean and deviation: 1 for PyTorch, 255
 *     where a network takes the bytes as they are
 * @param normalisation mean and deviation, for all channels or in the order that the network takes
 *     them, on the scale of the range
 */
public record ImageRecipe(
    Resizing resizing,
    Optional<Extent> crop,
    ChannelOrder order,
    float range,
    Preprocessing normalisation) {
  public ImageRecipe {
    if (!(range > 0) || Float.isInfinite(range)) {
      throw new IllegalArgumentException("a range ends above 0, such as 1 or 255, found " + range);
    }
  }

  /**
   * Vitrine's own, which its networks are trained with: resized to what the network takes, from -1
   * to 1.
   */
  public static ImageRecipe usual(ImageInput input) {
    Resizing resizing = input.size().<Resizing>map(Resizing.To::new).orElseGet(Resizing.None::new);
    return new ImageRecipe(resizing, Optional.empty(), ChannelOrder.RGB, 1, Preprocessing.HALF);
  }

  public ImageRecipe with(Resizing other) {
    return new ImageRecipe(other, crop, order, range, normalisation);
  }

  public ImageRecipe cropping(Extent extent) {
    return new ImageRecipe(resizing, Optional.of(extent), order, range, normalisation);
  }

  /** The same for pictures that have the size already. */
  public ImageRecipe sized() {
    return new ImageRecipe(new Resizing.None(), Optional.empty(), order, range, normalisation);
  }

  public ImageRecipe in(ChannelOrder other) {
    return new ImageRecipe(resizing, crop, other, range, normalisation);
  }

  public ImageRecipe over(float largest) {
    return new ImageRecipe(resizing, crop, order, largest, normalisation);
  }

  public ImageRecipe normalised(Preprocessing other) {
    return new ImageRecipe(resizing, crop, order, range, other);
  }

  /**
   * A picture as the network sees it, colours in their usual order, before it becomes numbers.
   *
   * @throws IllegalArgumentException where the crop is larger than the resized picture, or the
   *     result is not of the size that the network takes
   */
  public Picture frame(Picture picture, ImageInput input) {
    Picture resized = resizing.apply(picture.as(new ImageFormat(input.channels(), 0, 0)));
    Picture framed =
        crop.map(extent -> resized.centre(extent.height(), extent.width())).orElse(resized);
    Extent found = new Extent(framed.size().height(), framed.size().width());
    if (input.size().isPresent() && !input.size().get().equals(found)) {
      throw new IllegalArgumentException(
          "the network takes images of "
              + input.size().get()
              + ", found "
              + found
              + " after resizing and cropping; give --resize "
              + input.size().get().height()
              + "x"
              + input.size().get().width()
              + ", or a --crop of that size");
    }
    return framed;
  }

  /**
   * A framed picture as numbers, float32: {@code (1, C, H, W)} or {@code (1, H, W, C)}.
   *
   * @throws IllegalArgumentException where there are means for another number of channels
   */
  public Tensor tensor(Picture framed, ImageInput input) {
    Picture ordered = order == ChannelOrder.BGR ? framed.reversedChannels() : framed;
    int height = framed.size().height();
    int width = framed.size().width();
    float[] planes = scaled().input(ordered).floats();
    return Tensor.of(input.arranged(planes, height, width), input.shape(height, width).sizes());
  }

  /** Mean and deviation on the scale 0 to 1. */
  private Preprocessing scaled() {
    return range == 1
        ? normalisation
        : new Preprocessing(shared(normalisation.mean()), shared(normalisation.std()));
  }

  private List<Float> shared(List<Float> values) {
    return values.stream().map(value -> value / range).toList();
  }
}
