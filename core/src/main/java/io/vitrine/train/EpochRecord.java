package io.vitrine.train;

import io.vitrine.engine.Evaluation;
import io.vitrine.engine.StepReport;
import io.vitrine.model.Weights;
import java.util.Optional;

/**
 * One epoch.
 *
 * @param epoch its number, from 1
 * @param step optimiser steps done
 * @param training the batches' own losses and right answers while training, weighted by images
 * @param validation after it
 * @param test after it
 * @param imagesPerSecond of its steps, evaluation not counted
 * @param lastStep of the epoch, with update ratios
 * @param weights after it
 * @param gradients of its last step
 */
public record EpochRecord(
    int epoch,
    long step,
    Evaluation training,
    Optional<Evaluation> validation,
    Optional<Evaluation> test,
    double imagesPerSecond,
    StepReport lastStep,
    Weights weights,
    Weights gradients) {}
