package io.vitrine.torch;

import io.vitrine.model.Tensor;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Figures of tensors, in double precision. */
final class Figures {
  private Figures() {}

  static double[] doubles(Tensor tensor) {
    return IntStream.range(0, tensor.count()).mapToDouble(tensor::doubleAt).toArray();
  }

  /** The part of (N, C, H, W) that belongs to the first image. */
  static double[] ofFirstImage(Tensor maps) {
    return Arrays.copyOf(doubles(maps), maps.count() / (int) maps.shape().size(0));
  }

  static double figure(String name, double[] values) {
    DoubleStream stream = Arrays.stream(values);
    return switch (name) {
      case "mean" -> stream.average().orElseThrow();
      case "min" -> stream.min().orElseThrow();
      case "max" -> stream.max().orElseThrow();
      case "zero_fraction" -> (double) stream.filter(v -> v == 0).count() / values.length;
      default -> throw new IllegalArgumentException(name);
    };
  }

  static double maxAbs(Tensor tensor) {
    return Arrays.stream(doubles(tensor)).map(Math::abs).max().orElseThrow();
  }

  /** The mean over the channels of the first image, (H W). */
  static double[] channelMean(Tensor maps) {
    double[] values = ofFirstImage(maps);
    int channels = (int) maps.shape().size(1);
    int cells = values.length / channels;
    double[] mean = new double[cells];
    for (int i = 0; i < values.length; i++) {
      mean[i % cells] += values[i] / channels;
    }
    return mean;
  }

  static double[] middleRowOfChannelMean(Tensor maps) {
    int width = (int) maps.shape().size(3);
    int row = (int) maps.shape().size(2) / 2;
    return Arrays.copyOfRange(channelMean(maps), row * width, (row + 1) * width);
  }
}
