package io.vitrine.operator.shape;

import io.vitrine.model.ValueType;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is known of the values of a graph, and of the graphs around it, while it is walked. */
public final class Scope {
  private final Optional<Scope> outer;
  private final Map<String, ValueType> types = new LinkedHashMap<>();
  private final Map<String, Values> values = new HashMap<>();

  private Scope(Optional<Scope> outer) {
    this.outer = outer;
  }

  /** The scope of a main graph or a function. */
  public static Scope top() {
    return new Scope(Optional.empty());
  }

  /** The scope of a graph inside this one, which sees this one's values. */
  public Scope inner() {
    return new Scope(Optional.of(this));
  }

  /** Records a value's type; a type that says less than the one known is ignored. */
  public void put(String name, ValueType type) {
    ValueType known = types.get(name);
    types.put(name, known == null ? type : Types.merged(known, type));
  }

  public void put(String name, Values elements) {
    values.put(name, elements);
  }

  public ValueType type(String name) {
    ValueType found = types.get(name);
    if (found != null) {
      return found;
    }
    return outer.map(scope -> scope.type(name)).orElseGet(ValueType::unknown);
  }

  public Optional<Values> values(String name) {
    Values found = values.get(name);
    if (found != null || types.containsKey(name)) {
      return Optional.ofNullable(found);
    }
    return outer.flatMap(scope -> scope.values(name));
  }

  /** The types of this graph's own values, in the order they were found. */
  public Map<String, ValueType> types() {
    return Collections.unmodifiableMap(types);
  }
}
