package io.vitrine.layout;

import io.vitrine.model.Graph;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What names mean in a graph: signals, parameters and constants; else what they mean around it. */
final class Scope {
  private final @Nullable Scope around;
  private final Function<String, ValueType> types;
  private final Map<String, Signal> signals = new HashMap<>();
  private final Map<String, Parameter> parameters = new HashMap<>();
  private final Map<String, String> constants = new HashMap<>();

  private Scope(@Nullable Scope around, Function<String, ValueType> types) {
    this.around = around;
    this.types = types;
  }

  static Scope of(Graph graph, Function<String, ValueType> types) {
    Scope scope = new Scope(null, types);
    graph.parameters().forEach(parameter -> scope.parameters.put(parameter.name(), parameter));
    return scope;
  }

  /** The scope of a graph inside a node, which knows the types that it declares. */
  Scope within(Graph graph) {
    Map<String, ValueType> declared = new HashMap<>();
    graph.declared().forEach(value -> declared.put(value.name(), value.type()));
    for (Value value : graph.outputs()) {
      declared.put(value.name(), value.type());
    }
    Scope scope = new Scope(this, name -> declared.getOrDefault(name, ValueType.unknown()));
    graph.parameters().forEach(parameter -> scope.parameters.put(parameter.name(), parameter));
    return scope;
  }

  ValueType type(String name) {
    return types.apply(name);
  }

  void put(String name, Signal signal) {
    signals.put(name, signal);
  }

  /** Notes what a node without inputs always makes. */
  void putConstant(String name, String text) {
    constants.put(name, text);
  }

  Optional<Signal> signal(String name) {
    return signals.containsKey(name) || around == null
        ? Optional.ofNullable(signals.get(name))
        : isKnown(name) ? Optional.empty() : around.signal(name);
  }

  boolean isParameter(String name) {
    return parameters.containsKey(name);
  }

  private boolean isKnown(String name) {
    return parameters.containsKey(name) || constants.containsKey(name);
  }

  /** What is written of a parameter or a constant: its numbers where they are few, or its shape. */
  Optional<String> constant(String name) {
    if (signals.containsKey(name)) {
      return Optional.empty();
    }
    if (constants.containsKey(name)) {
      return Optional.ofNullable(constants.get(name));
    }
    Parameter parameter = parameters.get(name);
    if (parameter != null) {
      return Optional.of(parameter.constant().map(Texts::of).orElse(sizes(parameter.shape())));
    }
    return around == null ? Optional.empty() : around.constant(name);
  }

  private static String sizes(Shape shape) {
    return shape.rank() == 0 ? "1" : Texts.of(shape);
  }
}
