package io.vitrine.formats.keras.layer;

import io.vitrine.formats.keras.stored.Config;
import io.vitrine.model.Attribute;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Pools. Averages at the border leave padding out, as Keras does. */
final class PoolLayers {
  private PoolLayers() {}

  static Map<String, LayerRule> rules() {
    Map<String, LayerRule> rules = new LinkedHashMap<>();
    for (int axes = 1; axes <= 3; axes++) {
      int n = axes;
      rules.put("MaxPooling" + n + "D", (call, out) -> pool(call, out, "MaxPool", n));
      rules.put("AveragePooling" + n + "D", (call, out) -> pool(call, out, "AveragePool", n));
      rules.put("GlobalMaxPooling" + n + "D", (call, out) -> global(call, out, "GlobalMaxPool", n));
      rules.put(
          "GlobalAveragePooling" + n + "D",
          (call, out) -> global(call, out, "GlobalAveragePool", n));
    }
    return rules;
  }

  private static List<Flow> pool(LayerCall call, Emission out, String operator, int n)
      throws ModelFormatException {
    Config config = call.config();
    long[] sizes = config.wholes("pool_size", n, 2);
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    attributes.put("kernel_shape", Attribute.ints(sizes));
    attributes.put(
        "strides", Attribute.ints(config.has("strides") ? config.wholes("strides", n, 1) : sizes));
    if (config.text("padding", "valid").equals("same")) {
      attributes.put("auto_pad", Attribute.of("SAME_UPPER"));
    }
    Flow input = ConvolutionLayers.input(call, out, n);
    return List.of(input.same(out.node(call, operator, attributes, input.value())));
  }

  private static List<Flow> global(LayerCall call, Emission out, String operator, int n)
      throws IOException {
    Optional<String> mask = out.mask(call.input());
    if (n == 1 && mask.isPresent() && operator.equals("GlobalAveragePool")) {
      boolean keeps = call.config().flag("keepdims", false);
      StepMask steps = new StepMask(call, out, mask.get());
      String mean = steps.mean(out.plain(call, call.input()).value(), keeps);
      return List.of(Flow.of(mean, keeps ? 3 : 2));
    }
    Flow input = ConvolutionLayers.input(call, out, n);
    String pooled = out.node(call, operator, Map.of(), input.value());
    if (call.config().flag("keepdims", false)) {
      return List.of(input.same(pooled));
    }
    Map<String, Attribute> axis = Map.of("axis", Attribute.of(1));
    return List.of(Flow.of(out.node(call, "Flatten", axis, pooled), 2));
  }
}
