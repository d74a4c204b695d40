package io.vitrine.engine;

/** How layers that differ between training and use behave. */
public enum Mode {
  /**
   * Dropout passes everything through; batch norm uses its running statistics and leaves them as
   * they are.
   */
  EVALUATION,
  /** Dropout drops; batch norm uses the batch's statistics and moves its running ones. */
  TRAINING
}
