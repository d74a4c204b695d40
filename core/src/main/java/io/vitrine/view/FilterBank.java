package io.vitrine.view;

import io.vitrine.figure.Grid;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import java.util.List;

/**
 * The filters of a convolution: M of them, each with kernels of H x W on C input channels (those of
 * its group, where the convolution has groups).
 */
final class FilterBank {
  private final String path;
  private final Tensor weights;
  private final boolean transposed;
  private final int filters;
  private final int channels;
  private final int groups;
  private final int height;
  private final int width;

  private FilterBank(Node node, Tensor tensor) {
    Shape shape = tensor.shape();
    this.path = node.name();
    this.weights = tensor;
    this.transposed = node.operator().equals("ConvTranspose");
    this.groups = Math.toIntExact(node.intOr("group", 1));
    int first = Math.toIntExact(shape.size(0));
    int second = Math.toIntExact(shape.size(1));
    this.filters = transposed ? second * groups : first;
    this.channels = transposed ? first / groups : second;
    this.height = shape.rank() == 4 ? Math.toIntExact(shape.size(2)) : 1;
    this.width = Math.toIntExact(shape.size(-1));
  }

  /**
   * The filters of a layer.
   *
   * @throws IllegalArgumentException where there is no such layer, it is no convolution in one or
   *     two dimensions, or it has no weights
   */
  static FilterBank of(Network network, Weights weights, String path) {
    Node node = network.requireNode(path);
    if (Operators.category(node) != Category.CONVOLUTION) {
      throw new IllegalArgumentException(
          "layer "
              + path
              + " is a "
              + node.operator()
              + ", not a convolution; the convolutions are "
              + String.join(", ", paths(network)));
    }
    Tensor tensor = KernelNumbers.of(network, weights, node);
    int rank = tensor.shape().rank();
    if (rank != 3 && rank != 4 || tensor.count() == 0) {
      throw new IllegalArgumentException(
          "layer "
              + path
              + ": expected kernels (M, C, W) or (M, C, H, W) with at least one number, found "
              + tensor.shape());
    }
    return new FilterBank(node, tensor);
  }

  /** The paths of a network's convolutions, in running order. */
  static List<String> paths(Network network) {
    return network.nodes().stream()
        .filter(node -> Operators.category(node) == Category.CONVOLUTION)
        .map(Node::name)
        .toList();
  }

  String path() {
    return path;
  }

  int filters() {
    return filters;
  }

  int channels() {
    return channels;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }

  /** Where the kernel (H, W) of a filter on an input channel begins in the weights. */
  private int offset(int filter, int channel) {
    int pair;
    if (transposed) {
      int perGroup = filters / groups;
      int input = filter / perGroup * channels + channel;
      pair = input * perGroup + filter % perGroup;
    } else {
      pair = filter * channels + channel;
    }
    return pair * height * width;
  }

  /** The kernel (H, W) of a filter on an input channel. */
  Grid kernel(int filter, int channel) {
    int size = height * width;
    return Grid.of(height, width, weights.floats(offset(filter, channel), size));
  }

  /** Takes the kernels of a filter, some at a time. */
  @FunctionalInterface
  private interface Pieces {
    void take(float[] kernels);
  }

  /** Reads the kernels of a filter: all at once where they lie together. The array is lent. */
  private void read(int filter, float[] room, Pieces pieces) {
    int count = channels * height * width / room.length;
    for (int piece = 0; piece < count; piece++) {
      weights.read(offset(filter, piece), room);
      pieces.take(room);
    }
  }

  /** Room for as many kernels of a filter as lie together. */
  private float[] room() {
    return new float[height * width * (transposed ? 1 : channels)];
  }

  /** The mean (H, W) of a filter's kernels over the input channels. */
  Grid mean(int filter) {
    return gather(filter, false);
  }

  /** The L2 norm (H, W) of a filter's kernels over the input channels. */
  Grid norm(int filter) {
    return gather(filter, true);
  }

  private Grid gather(int filter, boolean squares) {
    double[] sums = new double[height * width];
    read(
        filter,
        room(),
        kernels -> {
          for (int i = 0; i < kernels.length; i++) {
            double weight = kernels[i];
            sums[i % sums.length] += squares ? weight * weight : weight;
          }
        });
    return Grid.of(
        height,
        width,
        (row, column) -> {
          double sum = sums[row * width + column];
          return squares ? Math.sqrt(sum) : sum / channels;
        });
  }

  /** The L2 norms of all filters. */
  double[] sizes() {
    double[] sizes = new double[filters];
    float[] room = room();
    for (int filter = 0; filter < filters; filter++) {
      int at = filter;
      read(filter, room, kernels -> sizes[at] += squares(kernels));
      sizes[filter] = Math.sqrt(sizes[filter]);
    }
    return sizes;
  }

  private static double squares(float[] weights) {
    double sum = 0;
    for (float weight : weights) {
      sum += (double) weight * weight;
    }
    return sum;
  }
}
