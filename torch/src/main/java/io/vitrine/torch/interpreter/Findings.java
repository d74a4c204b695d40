package io.vitrine.torch.interpreter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the values of one run: the sizes of what fused convolutions made, and how large
 * its numbers can be.
 *
 * <p>oneDNN's activations make 0 of NaN, which would hide what a network suffers from. So they are
 * used only where no NaN can arise: from finite numbers so small that no sum overflows. A bound
 * follows from a convolution's kernels and the bound of its input; where it has grown too large to
 * say anything, the value itself is looked at.
 */
final class Findings {
  /** Sums of numbers below it are far from overflowing. */
  private static final double MOST = 1e30;

  private final Map<String, Double> bounds = new HashMap<>();
  private final Map<String, long[]> sizes = new HashMap<>();
  private final Set<String> measured = new HashSet<>();

  /** Forgets all; the next run has other values. */
  void clear() {
    bounds.clear();
    sizes.clear();
    measured.clear();
  }

  /** Notes what a fused convolution made: 32-bit floats, images with their channels last. */
  void put(String name, long[] made, double bound) {
    bounds.put(name, bound);
    sizes.put(name, made);
  }

  /** Notes a bound of a value that has no name outside. */
  void put(String name, double bound) {
    bounds.put(name, bound);
  }

  /** The sizes of what a fused convolution made, null for any other value. */
  long @Nullable [] sizes(String name) {
    return sizes.get(name);
  }

  static boolean isSafe(double bound) {
    return bound <= MOST; // NaN is not
  }

  /** A bound of a value, infinite where none is known. */
  double known(String name) {
    return bounds.getOrDefault(name, Double.POSITIVE_INFINITY);
  }

  /** A bound of a value, which is looked at where none is known. */
  double of(String name, Tensor value) {
    Double known = bounds.get(name);
    return known == null ? measure(name, value) : known;
  }

  /** A bound as small as it can be; NaN where a number is NaN. */
  double measure(String name, Tensor value) {
    if (!measured.add(name)) {
      return bounds.getOrDefault(name, Double.NaN);
    }
    double bound = largest(value);
    bounds.put(name, bound);
    return bound;
  }

  private static double largest(Tensor value) {
    if (value.numel() == 0) {
      return 0;
    }
    T_TensorTensor_T ends = torch.aminmax(value);
    return Math.max(Math.abs(ends.get0().item_float()), Math.abs(ends.get1().item_float()));
  }
}
