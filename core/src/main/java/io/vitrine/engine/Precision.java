package io.vitrine.engine;

/**
 * The precision of matrix products and convolutions; weights, losses and statistics are 32-bit
 * floats always.
 */
public enum Precision {
  /** {@link #BF16} where the processor has instructions for it, else {@link #FP32}. */
  AUTO,
  /** 32-bit floats throughout. */
  FP32,
  /** bfloat16 products (8 bits of fraction) accumulated in 32 bits. */
  BF16
}
