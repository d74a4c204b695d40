package io.vitrine.view.spread;

import io.vitrine.model.Tensor;
import io.vitrine.run.Histogram;
import io.vitrine.statistics.Statistics;
import java.util.Arrays;
import java.util.List;

/**
 * How the values of a tensor are spread: after each epoch, or once.
 *
 * @param kind what the values are
 * @param name of the tensor, or of the image whose output it is
 * @param epochs in order; a tensor measured once has one, of number 0
 * @param zeroShare the share of values, 0 to 1, that are exactly 0 and left out of the histograms
 */
public record Spread(Kind kind, String name, List<Epoch> epochs, double zeroShare) {
  /** What the values are. */
  public enum Kind {
    WEIGHTS,
    GRADIENTS,
    /** What a layer makes of an image. */
    OUTPUT,
    /** Any tensor of a file. */
    TENSOR
  }

  /** The values after an epoch, counted from 1; 0 where they belong to none. */
  public record Epoch(int number, Histogram histogram, double mean, double deviation) {
    /** An epoch whose mean and deviation are as exact as the histogram's sums. */
    public Epoch(int number, Histogram histogram) {
      this(number, histogram, histogram.mean(), histogram.standardDeviation());
    }
  }

  public Spread {
    epochs = List.copyOf(epochs);
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException("the spread of " + name + " has no histogram");
    }
    if (!(zeroShare >= 0 && zeroShare <= 1)) {
      throw new IllegalArgumentException("a share of zeros lies in 0 to 1, found " + zeroShare);
    }
  }

  /** Of a parameter, or its gradient, after each epoch. */
  public static Spread of(Kind kind, String name, List<Epoch> epochs) {
    return new Spread(kind, name, epochs, 0);
  }

  /**
   * Of what a layer made of an image. Values of exactly 0, of which a ReLU makes many, are counted
   * apart: among the others they would hide the rest.
   *
   * @param input what went in, in words
   * @param output of any shape, with at least one value
   */
  public static Spread ofOutput(String input, Tensor output) {
    float[] values = output.floats();
    float[] others = new float[values.length];
    int count = 0;
    for (float value : values) {
      if (value != 0) {
        others[count++] = value;
      }
    }
    double zeros = (double) (values.length - count) / values.length;
    Histogram histogram = Histogram.of(Arrays.copyOf(others, count));
    return new Spread(Kind.OUTPUT, input, List.of(new Epoch(0, histogram)), zeros);
  }

  /**
   * Of a tensor of a file, or of a part of its numbers.
   *
   * @param name of the part, in words
   */
  public static Spread ofTensor(String name, Statistics measured) {
    Epoch once =
        new Epoch(0, Histogram.of(measured), measured.mean(), measured.standardDeviation());
    return new Spread(Kind.TENSOR, name, List.of(once), 0);
  }

  /** The first, the middle and the last epoch: how the spread changes can be seen from three. */
  List<Epoch> shown() {
    int count = epochs.size();
    return count <= 3
        ? epochs
        : List.of(epochs.get(0), epochs.get((count - 1) / 2), epochs.get(count - 1));
  }

  Epoch last() {
    return epochs.get(epochs.size() - 1);
  }
}
