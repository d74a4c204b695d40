package io.vitrine.torch.interpreter;

import io.vitrine.model.Tensor;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The constants of an inner graph in native memory, copied there when it first runs. They are freed
 * when the graph is.
 */
final class HeldConstants {
  private final Map<String, Tensor> constants;
  private final Map<String, NativeValue> held = new LinkedHashMap<>();

  HeldConstants(Map<String, Tensor> constants) {
    this.constants = constants;
  }

  /** The constants by name. Called on the engine's thread. */
  Map<String, NativeValue> values() {
    if (held.size() != constants.size()) {
      constants.forEach(
          (name, tensor) ->
              held.put(
                  name,
                  new NativeValue.OfTensor(
                      NativeTensors.toNative(tensor).retainReference(), tensor.elements())));
    }
    return held;
  }
}
