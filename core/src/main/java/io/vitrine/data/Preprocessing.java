package io.vitrine.data;

import io.vitrine.data.image.ImageSize;
import io.vitrine.data.image.Picture;
import io.vitrine.model.Tensor;
import java.util.List;

/**
 * How pixel values become a network's input: {@code (x / 255 - mean) / std} for bytes and {@code (x
 * - mean) / std} for floats, channel by channel, in 32-bit floats.
 *
 * @param mean one mean for all channels, or one for each, on the scale 0..1
 * @param std standard deviations above 0, as many as means
 */
public record Preprocessing(List<Float> mean, List<Float> std) {
  /** {@code (x / 255 - 0.5) / 0.5}, from -1 to 1: the article's. */
  public static final Preprocessing HALF = of(0.5f, 0.5f);

  /** {@code x / 255}, from 0 to 1. */
  public static final Preprocessing NONE = of(0, 1);

  /** The means and deviations of ImageNet's red, green and blue, as torchvision's networks want. */
  public static final Preprocessing IMAGENET =
      new Preprocessing(List.of(0.485f, 0.456f, 0.406f), List.of(0.229f, 0.224f, 0.225f));

  public Preprocessing {
    mean = List.copyOf(mean);
    std = List.copyOf(std);
    if (mean.isEmpty() || mean.size() != std.size()) {
      throw new IllegalArgumentException(
          "one mean and one deviation for each channel, found " + mean + " and " + std);
    }
    if (std.stream().anyMatch(s -> !(s > 0) || s.isInfinite())
        || mean.stream().anyMatch(m -> !Float.isFinite(m))) {
      throw new IllegalArgumentException(
          "means are finite and deviations above 0, found " + mean + " and " + std);
    }
  }

  public static Preprocessing of(float mean, float std) {
    return new Preprocessing(List.of(mean), List.of(std));
  }

  /**
   * A picture as a network's input: {@code (1, C, H, W)}, float32. Channels and size are the
   * picture's own: {@link Picture#as} brings them to the network's first.
   *
   * @throws IllegalArgumentException where this is for another number of channels
   */
  public Tensor input(Picture picture) {
    ImageSize size = picture.size();
    Pixels pixels = Pixels.Bytes.of(size, picture.values(), 1);
    float[] values = new float[size.elements()];
    pixels.prepare(0, new Pixels.Recipe(this, size.channels()), values, 0);
    return Tensor.of(values, size.shape(1).sizes());
  }

  /** The input for one float value of a channel. */
  float apply(float value, int channel) {
    return (value - meanOf(channel)) / stdOf(channel);
  }

  /** The inputs for the byte values 0..255 of a channel. */
  float[] table(int channel) {
    float[] table = new float[256];
    for (int level = 0; level < 256; level++) {
      table[level] = apply(level / 255f, channel);
    }
    return table;
  }

  /** Throws {@link IllegalArgumentException} where this does not fit a number of channels. */
  void checkChannels(int channels) {
    if (mean.size() != 1 && mean.size() != channels) {
      throw new IllegalArgumentException(
          "the preprocessing is for " + mean.size() + " channels, the images have " + channels);
    }
  }

  private float meanOf(int channel) {
    return mean.get(mean.size() == 1 ? 0 : channel);
  }

  private float stdOf(int channel) {
    return std.get(std.size() == 1 ? 0 : channel);
  }
}
