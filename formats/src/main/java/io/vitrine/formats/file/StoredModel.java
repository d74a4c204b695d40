package io.vitrine.formats.file;

import io.vitrine.model.Network;
import io.vitrine.model.Weights;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a reader found in a file: the structure and the numbers.
 *
 * @param tied further names of parameters: the parameter's name by each of them
 */
public record StoredModel(Network network, Weights weights, Map<String, String> tied) {
  public StoredModel {
    tied = Collections.unmodifiableMap(new LinkedHashMap<>(tied));
  }

  /** A model whose parameters have one name each. */
  public StoredModel(Network network, Weights weights) {
    this(network, weights, Map.of());
  }
}
