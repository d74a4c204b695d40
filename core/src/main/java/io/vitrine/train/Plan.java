package io.vitrine.train;

import io.vitrine.model.Network;

/**
 * What a training is about to do.
 *
 * @param batches steps an epoch
 * @param images training images an epoch
 * @param from where it starts, other than the beginning for a resumed run
 */
public record Plan(Network network, Recipe recipe, int batches, int images, Position from) {
  /** All optimiser steps of the whole training. */
  public long steps() {
    return (long) recipe.epochs() * batches;
  }
}
