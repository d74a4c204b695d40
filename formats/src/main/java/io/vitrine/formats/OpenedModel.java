package io.vitrine.formats;

import io.vitrine.formats.file.StoredModel;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;

/**
 * What a file held.
 *
 * @param network the structure; without nodes where the file holds weights only
 * @param weights the numbers of its parameters, read from the file when asked for. Asking for one
 *     whose bytes cannot be had throws {@link java.io.UncheckedIOException} with the cause
 */
public record OpenedModel(Network network, Weights weights) {
  static OpenedModel of(StoredModel stored) {
    return new OpenedModel(stored.network(), stored.weights());
  }

  /** Whether the file says how its tensors are connected. */
  public boolean hasStructure() {
    return !network.nodes().isEmpty();
  }

  /**
   * The same model with its Constant nodes as parameters, under the names of their outputs. Some
   * exporters, Paddle's among them, keep all weights in such nodes.
   */
  public OpenedModel withConstantsAsParameters() {
    return ConstantNodes.asParameters(this);
  }
}
