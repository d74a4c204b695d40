package io.vitrine.engine.trace;

import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;

/**
 * How many numbers of a tensor are of a special kind.
 *
 * @param shape of the tensor
 * @param zeros exactly 0, of either sign
 * @param nan not a number
 * @param infinite of either sign
 */
public record NumberCounts(Shape shape, long zeros, long nan, long infinite) {
  public NumberCounts {
    if (zeros < 0 || nan < 0 || infinite < 0) {
      throw new IllegalArgumentException(
          "counts: expected 0 or more, found " + zeros + ", " + nan + " and " + infinite);
    }
  }

  /** Those of a tensor in the heap; only floats can be NaN or infinite. */
  public static NumberCounts of(Tensor tensor) {
    long zeros = 0;
    long nan = 0;
    long infinite = 0;
    for (int i = 0; i < tensor.count(); i++) {
      double number = tensor.doubleAt(i);
      zeros += number == 0 ? 1 : 0;
      nan += Double.isNaN(number) ? 1 : 0;
      infinite += Double.isInfinite(number) ? 1 : 0;
    }
    return new NumberCounts(tensor.shape(), zeros, nan, infinite);
  }

  /** How many numbers there are. */
  public long count() {
    return shape.elements().orElseThrow();
  }

  /** Whether none is NaN or infinite. */
  public boolean areFinite() {
    return nan == 0 && infinite == 0;
  }
}
