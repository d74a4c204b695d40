package io.vitrine.engine;

import io.vitrine.model.Tensor;

/** The scalar that is differentiated. */
public sealed interface Score {
  /**
   * The sum over the batch of one element of a value: of {@code (N, K)} logits the column {@code
   * index}; of a value with more dimensions the row-major index within each item.
   */
  record Element(String value, int index) implements Score {}

  /** The mean loss of an output against a target. */
  record OfLoss(String value, Tensor target, Loss loss) implements Score {}

  /** The sum of all elements of a value, each times a weight of the same shape. */
  record Weighted(String value, Tensor weights) implements Score {}
}
