package io.vitrine.torch.arrange;

import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.Numbers;
import java.util.function.DoubleUnaryOperator;
import org.bytedeco.pytorch.Tensor;

/**
 * How the elements of a resized axis come from those of the old one: each is a weighted sum of a
 * few neighbours (ONNX, Resize).
 *
 * <p>A new element lies at a real coordinate x of the old axis. With n neighbours the first is
 * {@code ceil(x) - n / 2}, and the weights are the kernel's values at the distances from x. Where
 * an axis shrinks with antialiasing, the kernel is stretched by 1 / scale and the weights are
 * divided by their sum. Neighbours outside the axis count as the nearest one inside, or not at all.
 */
final class Taps {
  private final int[][] places;
  private final double[][] weights;

  private Taps(int count, int size) {
    this.places = new int[count][size];
    this.weights = new double[count][size];
  }

  /** The one old element that each new one is. */
  static Taps nearest(int size, int oldSize, DoubleUnaryOperator coordinate, Nearest rule) {
    Taps taps = new Taps(1, size);
    for (int i = 0; i < size; i++) {
      taps.places[0][i] = inside(rule.of(coordinate.applyAsDouble(i)), oldSize);
      taps.weights[0][i] = 1;
    }
    return taps;
  }

  /** How a coordinate between two elements chooses one. */
  enum Nearest {
    ROUND_PREFER_FLOOR,
    ROUND_PREFER_CEIL,
    FLOOR,
    CEIL;

    long of(double x) {
      return (long)
          switch (this) {
            case ROUND_PREFER_FLOOR -> Math.ceil(x - 0.5);
            case ROUND_PREFER_CEIL -> Math.floor(x + 0.5);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
          };
    }
  }

  /**
   * Weighted sums.
   *
   * @param reach how far the kernel reaches: 1 for linear, 2 for cubic
   * @param stretch by how much it is squeezed: 1, or less where an axis shrinks with antialiasing
   * @param excludes whether neighbours outside the axis do not count
   */
  static Taps weighted(
      int size,
      int oldSize,
      DoubleUnaryOperator coordinate,
      DoubleUnaryOperator kernel,
      int reach,
      double stretch,
      boolean excludes) {
    int half = 1 - ((int) Math.floor(-reach / stretch) + 1);
    Taps taps = new Taps(2 * half, size);
    for (int i = 0; i < size; i++) {
      double x = coordinate.applyAsDouble(i);
      long first = (long) Math.ceil(x) - half;
      double sum = 0;
      for (int k = 0; k < 2 * half; k++) {
        boolean counts = !excludes || (first + k >= 0 && first + k < oldSize);
        double weight = counts ? kernel.applyAsDouble((first + k - x) * stretch) : 0;
        taps.places[k][i] = inside(first + k, oldSize);
        taps.weights[k][i] = weight;
        sum += weight;
      }
      for (int k = 0; k < 2 * half && (excludes || stretch < 1); k++) {
        taps.weights[k][i] /= sum;
      }
    }
    return taps;
  }

  private static int inside(long place, int size) {
    return (int) Math.min(size - 1, Math.max(0, place));
  }

  static double linear(double distance) {
    return Math.max(0, 1 - Math.abs(distance));
  }

  /** Keys' cubic convolution (1981) with its free number a. */
  static DoubleUnaryOperator cubic(double a) {
    return distance -> {
      double x = Math.abs(distance);
      if (x <= 1) {
        return ((a + 2) * x - (a + 3)) * x * x + 1;
      }
      return x < 2 ? ((x - 5) * x + 8) * x * a - 4 * a : 0;
    };
  }

  /** The resized axis of a tensor. */
  Tensor apply(Tensor input, int axis) {
    Tensor sum = null;
    for (int k = 0; k < places.length; k++) {
      Tensor picked = input.index_select(axis, Fresh.list(longs(places[k])));
      if (places.length == 1) {
        return picked;
      }
      long[] along = Numbers.filled((int) input.dim(), 1);
      along[axis] = weights[k].length;
      Tensor weight = Fresh.doubles(weights[k], along).to(NativeTensors.type(input));
      Tensor part = picked.mul(weight);
      sum = sum == null ? part : sum.add(part);
    }
    if (sum == null) {
      throw new IllegalArgumentException("an axis without neighbours");
    }
    return sum;
  }

  private static long[] longs(int[] values) {
    return java.util.Arrays.stream(values).asLongStream().toArray();
  }
}
