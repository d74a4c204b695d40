package io.vitrine.train;

/** Hears of a training as it goes, on the training's own thread. */
public interface TrainingListener {
  /** Before the first step. */
  default void started(Plan plan) {}

  /** After each step. */
  default void stepped(StepRecord step) {}

  /** After each epoch and its evaluations. */
  default void epochEnded(EpochRecord epoch) {}

  /** NaN or infinity has appeared; told once, for the first place of all. */
  default void becameNonFinite(NonFinite found) {}
}
