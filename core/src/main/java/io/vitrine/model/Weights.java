package io.vitrine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The numbers of a network's parameters, by name; read when asked for. */
public interface Weights {
  /** No weights at all: structure only. */
  Weights NONE = of(Map.of());

  Set<String> names();

  /** The tensor of a parameter, empty where there is none. */
  Optional<Tensor> get(String name);

  /** The tensor of a parameter. Throws {@link IllegalArgumentException} where there is none. */
  default Tensor require(String name) {
    return get(name).orElseThrow(() -> new IllegalArgumentException("no weights for " + name));
  }

  /** These and others; of a name that both have, the others' tensor. */
  default Weights with(Weights others) {
    Set<String> all = new LinkedHashSet<>(names());
    all.addAll(others.names());
    Weights these = this;
    return new Weights() {
      @Override
      public Set<String> names() {
        return Collections.unmodifiableSet(all);
      }

      @Override
      public Optional<Tensor> get(String name) {
        return others.get(name).or(() -> these.get(name));
      }
    };
  }

  static Weights of(Map<String, Tensor> tensors) {
    Map<String, Tensor> copy = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    return new Weights() {
      @Override
      public Set<String> names() {
        return copy.keySet();
      }

      @Override
      public Optional<Tensor> get(String name) {
        return Optional.ofNullable(copy.get(name));
      }
    };
  }
}
