package io.vitrine.train;

import io.vitrine.model.Weights;

/**
 * All that a training needs to go on as if it had never stopped.
 *
 * @param position where it stood; with the recipe's seed it fixes the order of the images to come
 * @param weights parameters and running statistics
 * @param state of the optimiser and of the engine's random numbers
 */
public record Checkpoint(Position position, Weights weights, Weights state) {}
