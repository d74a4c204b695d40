package io.vitrine.formats;

import io.vitrine.formats.file.StoredModel;
import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a file held.
 *
 * @param network the structure; without nodes where the file holds weights only
 * @param weights the numbers of its parameters, read from the file when asked for. Asking for one
 *     whose bytes cannot be had throws {@link java.io.UncheckedIOException} with the cause
 * @param tied further names of parameters: the parameter's name by each of them. A tensor that
 *     stands in the file under several names is one parameter, named by the first; the weights are
 *     found by all
 */
public record OpenedModel(Network network, Weights weights, Map<String, String> tied) {
  public OpenedModel {
    tied = Collections.unmodifiableMap(new LinkedHashMap<>(tied));
  }

  /** A model whose parameters have one name each. */
  public OpenedModel(Network network, Weights weights) {
    this(network, weights, Map.of());
  }

  static OpenedModel of(StoredModel stored) {
    return new OpenedModel(stored.network(), stored.weights(), stored.tied());
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
