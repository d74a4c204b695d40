package io.vitrine.train;

import io.vitrine.engine.Evaluation;

/**
 * Where a training stands.
 *
 * @param epoch epochs done
 * @param batch batches of the next epoch done
 * @param step optimiser steps done in all
 * @param soFar loss and right answers of those batches
 */
public record Position(int epoch, int batch, long step, Evaluation soFar) {
  /** Before the first step. */
  public static final Position START = new Position(0, 0, 0, Evaluation.NONE);

  public Position {
    if (epoch < 0 || batch < 0 || step < 0) {
      throw new IllegalArgumentException(
          "epoch, batch and step are 0 or more, found " + epoch + ", " + batch + ", " + step);
    }
  }

  Position afterBatch(Evaluation result) {
    return new Position(epoch, batch + 1, step + 1, soFar.plus(result));
  }

  Position nextEpoch() {
    return new Position(epoch + 1, 0, step, Evaluation.NONE);
  }
}
