package io.vitrine.formats.keras.layer;

import io.vitrine.formats.keras.stored.Config;
import io.vitrine.formats.keras.stored.Variables;
import io.vitrine.model.Origin;
import java.util.List;

/**
 * One call of a layer.
 *
 * @param path where it stands in the network: its name below those of the models that hold it; a
 *     second call of a layer has a number
 * @param owner the same of the layer's first call, to which its variables belong
 * @param className Keras's class
 * @param config its configuration, with what this call adds to it
 * @param variables its numbers
 * @param inputs what it is called on
 * @param version of Keras that wrote it: 2 or 3
 * @param origin of its nodes
 */
public record LayerCall(
    String path,
    String owner,
    String className,
    Config config,
    Variables variables,
    List<Flow> inputs,
    int version,
    Origin origin) {
  public LayerCall {
    inputs = List.copyOf(inputs);
  }

  /** What brings a value out of the network. */
  static LayerCall output(String path, Flow flow) {
    return new LayerCall(
        path, path, "", Config.EMPTY, Variables.NONE, List.of(flow), 3, Origin.NONE);
  }

  Flow input() {
    return inputs.get(0);
  }

  /** A layer inside this one. */
  LayerCall inner(String name, Config inner, Variables numbers, Flow... on)
      throws java.io.IOException {
    return new LayerCall(
        path + "." + name,
        owner + "." + name,
        inner.text("class_name", ""),
        inner.object("config").orElse(inner),
        numbers,
        List.of(on),
        version,
        origin);
  }
}
