package io.vitrine.torch;

import io.vitrine.engine.Optimizer;
import io.vitrine.model.Tensor;
import java.util.List;
import java.util.Map;

/** An optimiser at work on a list of parameters. Used on the engine's thread only. */
sealed interface Update permits SgdUpdate, AdamUpdate {
  /** An update of parameters, which it reads the names and shapes of. */
  static Update of(Optimizer optimizer, ParameterStore store) {
    if (optimizer instanceof Optimizer.Sgd sgd) {
      return new SgdUpdate(sgd, store);
    } else if (optimizer instanceof Optimizer.Adam adam) {
      return AdamUpdate.coupled(adam, store);
    } else if (optimizer instanceof Optimizer.AdamW adam) {
      return AdamUpdate.decoupled(adam, store);
    }
    throw new IllegalArgumentException("unknown optimizer " + optimizer);
  }

  /**
   * Moves the parameters by their gradients; an undefined gradient leaves its parameter as it is.
   *
   * @param gradients one for each trainable parameter, in the store's order
   * @param learningRate of this step
   */
  void step(List<org.bytedeco.pytorch.Tensor> gradients, double learningRate);

  /** What it remembers between steps, by name. */
  Map<String, Tensor> state();

  /** Goes on from what was remembered, of which names and shapes are right. */
  void restore(Map<String, Tensor> state);

  void close();
}
