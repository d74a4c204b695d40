package io.vitrine.formats.keras.layer;

import io.vitrine.formats.keras.stored.Config;
import io.vitrine.formats.keras.stored.Variables;
import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A layer that applies another to each step of a sequence. */
final class WrapperLayers {
  /** Layers that work on the last axis alone, so that steps need not be taken apart. */
  private static final Set<String> POINTWISE =
      Set.of("Dense", "Activation", "Dropout", "ReLU", "LeakyReLU", "ELU", "Rescaling");

  private WrapperLayers() {}

  static Map<String, LayerRule> rules() {
    return Map.of("TimeDistributed", WrapperLayers::timeDistributed);
  }

  private static List<Flow> timeDistributed(LayerCall call, Emission out) throws IOException {
    Optional<Config> layer = call.config().object("layer");
    if (layer.isEmpty()) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    String kind = layer.get().text("class_name", "");
    Variables variables = call.variables().inner("layer", "");
    Flow input = out.plain(call, call.input());
    LayerRule rule = LayerRules.of(kind);
    if (POINTWISE.contains(kind)) {
      return rule.emit(call.inner("layer", layer.get(), variables, input), out);
    }
    Optional<Shape> shape = out.shape(input);
    if (rule.equals(LayerRules.UNKNOWN) || shape.filter(WrapperLayers::isItemKnown).isEmpty()) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    return apart(call, out, rule, layer.get(), variables, input, shape.get());
  }

  /** A number, then the sizes of a shape. */
  private static long[] from(Shape shape, long first) {
    long[] sizes = shape.prepend(Dim.of(0)).sizes();
    sizes[0] = first;
    return sizes;
  }

  private static boolean isItemKnown(Shape shape) {
    return shape.rank() > 2 && shape.withBatch(1).isKnown();
  }

  /** Steps become items of the batch, and steps again. */
  private static List<Flow> apart(
      LayerCall call,
      Emission out,
      LayerRule rule,
      Config layer,
      Variables variables,
      Flow input,
      Shape shape)
      throws IOException {
    Shape item = shape.subShape(2, shape.rank());
    String items =
        out.node(
            call, "Reshape", Map.of(), input.value(), out.wholes(call, "items", from(item, -1)));
    Flow single = Flow.of(items, shape.rank() - 1);
    Flow made = rule.emit(call.inner("layer", layer, variables, single), out).get(0);
    Flow plain = out.plain(call, made);
    Optional<Shape> after = out.shape(plain);
    if (after.isEmpty() || !after.get().subShape(1, after.get().rank()).isKnown()) {
      return List.of(Flow.of(plain.value(), -1));
    }
    Shape rest = after.get().subShape(1, after.get().rank());
    String sizes = out.wholes(call, "steps", from(rest.prepend(shape.dim(1)), -1));
    String value = out.node(call, "Reshape", Map.of(), plain.value(), sizes);
    return List.of(Flow.of(value, rest.rank() + 2));
  }
}
