package io.vitrine.torch.networks;

import io.vitrine.model.Tensor;

/**
 * What is recorded of a tensor that is too large to keep.
 *
 * @param sum of its elements
 * @param absolute sum of their magnitudes
 * @param norm root of the sum of their squares
 * @param largest magnitude
 */
record Figures(double sum, double absolute, double norm, double largest) {
  static Figures recorded(Tensor four) {
    return new Figures(four.doubleAt(0), four.doubleAt(1), four.doubleAt(2), four.doubleAt(3));
  }

  static Figures of(Tensor tensor) {
    double sum = 0;
    double absolute = 0;
    double squares = 0;
    double largest = 0;
    for (float value : tensor.floats()) {
      sum += value;
      absolute += Math.abs(value);
      squares += (double) value * value;
      largest = Math.max(largest, Math.abs(value));
    }
    return new Figures(sum, absolute, Math.sqrt(squares), largest);
  }

  /** The largest difference to what was expected, sums relative to the sum of magnitudes. */
  double difference(Figures expected) {
    double sums = Math.abs(sum - expected.sum) / expected.absolute;
    double absolutes = Math.abs(absolute - expected.absolute) / expected.absolute;
    double norms = Math.abs(norm - expected.norm) / expected.norm;
    double extremes = Math.abs(largest - expected.largest) / expected.largest;
    return Math.max(Math.max(sums, absolutes), Math.max(norms, extremes));
  }
}
