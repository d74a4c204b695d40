package io.vitrine.train;

import io.vitrine.engine.NonFiniteValue;

/**
 * The first NaN or infinity of a training.
 *
 * @param step in which it appeared, from 1
 * @param epoch in which it appeared, from 1
 * @param found where, and what
 */
public record NonFinite(long step, int epoch, NonFiniteValue found) {
  /** All of it in words, such as {@code NaN first appeared in the loss at step 7 (epoch 1)}. */
  public String sentence() {
    return found.value()
        + " first appeared in "
        + found.place()
        + " at step "
        + step
        + " (epoch "
        + epoch
        + ")";
  }
}
