package io.vitrine.train;

import io.vitrine.engine.StepReport;

/**
 * One optimiser step.
 *
 * @param after where the training stands after it: {@code after.step()} is its number, from 1
 * @param report what the engine measured
 * @param learningRate in force
 * @param imagesPerSecond of this step alone
 */
public record StepRecord(
    Position after, StepReport report, double learningRate, double imagesPerSecond) {}
