package io.vitrine.view;

import io.vitrine.engine.trace.NumberCounts;
import io.vitrine.engine.trace.Trace;
import io.vitrine.figure.Grid;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;

/** What a layer made of one item of a batch: C maps of H x W. */
final class Activations {
  private final Node node;
  private final float[] values;
  private final int channels;
  private final int height;
  private final int width;
  private final boolean vector;

  private Activations(Node node, float[] values, Shape item) {
    this.node = node;
    this.values = values;
    this.vector = item.rank() == 1;
    this.channels = item.rank() == 2 ? 1 : Math.toIntExact(item.size(0));
    this.height = vector ? 1 : Math.toIntExact(item.size(item.rank() == 2 ? 0 : 1));
    this.width = vector ? 1 : Math.toIntExact(item.size(-1));
  }

  /**
   * A layer's values: (N, C, H, W), a matrix (N, H, W) as one map, a vector (N, C) as maps of one
   * number.
   *
   * @throws IllegalArgumentException where the trace has not kept them, they have another number of
   *     dimensions, or the batch has no such item
   */
  static Activations of(Network network, Trace trace, String path, int item) {
    Node node = network.requireNode(path);
    Tensor tensor = trace.tensor(node.output());
    Shape shape = tensor.shape();
    if (shape.rank() < 2 || shape.rank() > 4 || tensor.count() == 0) {
      throw new IllegalArgumentException(
          "layer "
              + path
              + ": expected values (N, C), (N, H, W) or (N, C, H, W), none of them 0; found "
              + shape);
    }
    if (item >= shape.size(0)) {
      throw new IllegalArgumentException(
          "item " + item + " of a batch of " + shape.size(0) + " at layer " + path);
    }
    Shape one = shape.subShape(1, shape.rank());
    int size = Math.toIntExact(one.elements().orElseThrow());
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = tensor.floatAt(item * size + i);
    }
    return new Activations(node, values, one);
  }

  Node node() {
    return node;
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

  boolean isVector() {
    return vector;
  }

  /** The map (H, W) of a channel. */
  Grid map(int channel) {
    return Grid.of(height, width, values, channel * height * width);
  }

  /** The mean (H, W) over the channels. */
  Grid mean() {
    return Grid.of(
        height,
        width,
        (row, column) -> {
          double sum = 0;
          for (int channel = 0; channel < channels; channel++) {
            sum += values[(channel * height + row) * width + column];
          }
          return sum / channels;
        });
  }

  /** The mean of all values of a channel. */
  double mean(int channel) {
    double sum = 0;
    int size = height * width;
    for (int i = 0; i < size; i++) {
      sum += values[channel * size + i];
    }
    return sum / size;
  }

  /** How many of all values are zero, NaN or infinite. */
  NumberCounts counts() {
    return NumberCounts.of(Tensor.of(values, channels, height, width));
  }

  /** Whether every value of a channel is exactly zero. */
  boolean isDead(int channel) {
    int size = height * width;
    for (int i = 0; i < size; i++) {
      if (values[channel * size + i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** {@code 64 x 32 x 32}, or the number of a vector's units. */
  String shapeText() {
    return vector ? Integer.toString(channels) : channels + " x " + height + " x " + width;
  }
}
