package io.vitrine.engine.trace;

import io.vitrine.model.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The values of one run, keyed by value name.
 *
 * @param values kept values and all outputs, in running order
 * @param gradients of the score, by value or parameter name; absent where the score does not depend
 *     on it
 * @param score the score's value
 */
public record Trace(
    Map<String, Datum> values, Map<String, Tensor> gradients, OptionalDouble score) {
  public Trace {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    gradients = Collections.unmodifiableMap(new LinkedHashMap<>(gradients));
  }

  /**
   * A kept value that is a tensor. Throws {@link IllegalArgumentException} where it was not kept or
   * is none.
   */
  public Tensor tensor(String name) {
    if (values.get(name) instanceof Datum.OfTensor found) {
      return found.tensor();
    }
    throw new IllegalArgumentException(
        "no tensor '" + name + "' in this trace; it holds " + values.keySet());
  }

  /**
   * A gradient. Throws {@link IllegalArgumentException} where it was not asked for or does not
   * exist.
   */
  public Tensor gradient(String name) {
    Tensor found = gradients.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "no gradient of '" + name + "'; there are those of " + gradients.keySet());
    }
    return found;
  }
}
