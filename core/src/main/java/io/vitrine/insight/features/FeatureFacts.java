package io.vitrine.insight.features;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one image did to a network.
 *
 * @param maps of the convolutions kept, in network order
 * @param activations kept, in network order
 * @param answer the network's, where it gives class scores
 */
public record FeatureFacts(
    List<ChannelMean> maps, List<Activation> activations, Optional<Answer> answer) {
  public FeatureFacts {
    maps = List.copyOf(maps);
    activations = List.copyOf(activations);
  }

  /**
   * The channel mean of a convolution's output, compared with the input.
   *
   * @param path of the convolution
   * @param height of the map
   * @param width of the map
   * @param outline Pearson's r with the input's edge strength; empty where it means nothing
   * @param background Pearson's r with the input's background; empty where it means nothing
   */
  public record ChannelMean(
      String path, int height, int width, OptionalDouble outline, OptionalDouble background) {}

  /**
   * An activation's output.
   *
   * @param path of the layer
   * @param function its operator, such as {@code Relu}
   * @param channels how many
   * @param dead channels that are zero everywhere, for this image
   * @param zeroShare share of values that are zero, 0 to 1
   * @param deviation standard deviation of all values
   * @param saturated share of values within 0.01 of an end of the function's range, for those that
   *     have two
   */
  public record Activation(
      String path,
      String function,
      int channels,
      int dead,
      double zeroShare,
      double deviation,
      OptionalDouble saturated) {}

  /**
   * The network's answer.
   *
   * @param index of the class with the highest score, from 0
   * @param probability by softmax over the scores
   * @param classes how many
   */
  public record Answer(int index, double probability, int classes) {}

  /** The activations that set negative values to zero, so that a channel can be dead. */
  List<Activation> rectified() {
    return activations.stream().filter(a -> a.function().equals("Relu")).toList();
  }
}
