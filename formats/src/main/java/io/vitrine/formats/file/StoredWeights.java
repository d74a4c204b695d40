package io.vitrine.formats.file;

import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weights that are read from a file when they are asked for. */
public final class StoredWeights implements Weights {
  private final Map<String, StoredTensor> tensors;
  private final Map<String, String> tied;

  public StoredWeights(Map<String, ? extends StoredTensor> tensors) {
    this(tensors, Map.of());
  }

  /**
   * Weights some of which have further names.
   *
   * @param tied a tensor's name by each further name; these are found, but not listed
   */
  public StoredWeights(Map<String, ? extends StoredTensor> tensors, Map<String, String> tied) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    this.tied = Map.copyOf(tied);
  }

  /**
   * A file without structure as a network of parameters without nodes.
   *
   * @param name the network's
   * @param tied as for {@link #StoredWeights(Map, Map)}
   */
  public static StoredModel model(
      String name,
      Map<String, ? extends StoredTensor> tensors,
      Map<String, String> tied,
      Map<String, String> metadata) {
    List<Parameter> parameters =
        tensors.entrySet().stream().map(e -> parameter(e.getKey(), e.getValue())).toList();
    Graph graph = new Graph(List.of(), List.of(), List.of(), parameters, List.of());
    return new StoredModel(
        new Network(name, graph, Map.of(), Map.of(), metadata),
        new StoredWeights(tensors, tied),
        tied);
  }

  private static Parameter parameter(String name, StoredTensor tensor) {
    return Parameter.of(name, tensor.elements(), tensor.shape());
  }

  @Override
  public Set<String> names() {
    return tensors.keySet();
  }

  @Override
  public Optional<Tensor> get(String name) {
    @Nullable StoredTensor tensor = tensors.get(tied.getOrDefault(name, name));
    try {
      return tensor == null ? Optional.empty() : tensor.tensor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
