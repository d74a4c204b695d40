package io.vitrine.engine;

import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;

/** Training of a model, step by step. */
public interface Training extends AutoCloseable {
  /**
   * One optimiser step: forward in training mode, loss, backward, update.
   *
   * @param input the batch, (N, C, H, W) or what the network takes
   * @param target (N) class numbers as int64 for cross entropy, else a tensor of the output's shape
   * @param detail what to measure beside the loss
   */
  StepReport step(Tensor input, Tensor target, Detail detail);

  /** What a step measures. */
  enum Detail {
    /** The loss and the number of right answers. */
    LOSS,
    /** Also the mean |gradient| of every trainable parameter. */
    GRADIENTS,
    /** Also |update| / |weight| (L2 norms) of every trainable parameter. */
    UPDATES
  }

  /** Sets the learning rate from the next step on. */
  void learningRate(double rate);

  /** A copy of the last step's gradients by parameter name. */
  Weights gradients();

  /** Optimiser and random state, enough with the weights to go on bit for bit. */
  Weights state();

  /**
   * Goes on from a state and weights.
   *
   * @throws IllegalArgumentException where they are not of this network and optimiser
   */
  void restore(Weights weights, Weights state);

  @Override
  void close();
}
