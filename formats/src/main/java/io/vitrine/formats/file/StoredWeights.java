package io.vitrine.formats.file;

import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Weights that are read from a file when they are asked for. */
public final class StoredWeights implements Weights {
  private final Map<String, StoredTensor> tensors;

  public StoredWeights(Map<String, ? extends StoredTensor> tensors) {
    this.tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
  }

  @Override
  public Set<String> names() {
    return tensors.keySet();
  }

  @Override
  public Optional<Tensor> get(String name) {
    @Nullable StoredTensor tensor = tensors.get(name);
    try {
      return tensor == null ? Optional.empty() : tensor.tensor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
