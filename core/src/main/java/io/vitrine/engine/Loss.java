package io.vitrine.engine;

/** The loss of a batch, the mean over its items. */
public enum Loss {
  /**
   * Softmax cross entropy of logits (N, K) against class numbers (N); natural logarithm, so chance
   * is ln K.
   */
  CROSS_ENTROPY,
  /** Mean of squared differences over all elements. */
  MEAN_SQUARED_ERROR
}
