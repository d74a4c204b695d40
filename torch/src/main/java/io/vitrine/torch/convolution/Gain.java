package io.vitrine.torch.convolution;

/**
 * How large the sums of a convolution can be.
 *
 * @param factor how much larger a sum can be than the largest number that it is made of
 * @param offset the largest bias
 */
public record Gain(double factor, double offset) {
  static Gain of(Kernels kernels) {
    return new Gain(kernels.gain(), kernels.offset());
  }

  /** The largest number that comes out before the activation, from the largest that goes in. */
  public double bound(double largest) {
    return factor * largest + offset;
  }
}
