package io.vitrine.formats.keras.layer;

import io.vitrine.formats.keras.stored.Config;
import io.vitrine.formats.keras.stored.Variable;
import io.vitrine.model.Attribute;
import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Activations, as functions by name and as layers of their own. */
final class Activations {
  private static final Map<String, String> PLAIN =
      Map.of(
          "relu", "Relu",
          "sigmoid", "Sigmoid",
          "tanh", "Tanh",
          "softplus", "Softplus",
          "softsign", "Softsign",
          "exponential", "Exp",
          "selu", "Selu",
          "elu", "Elu");

  private Activations() {}

  /** The value after the activation that a layer's configuration names, if any. */
  static Flow after(LayerCall call, Emission out, Flow flow) throws IOException {
    @Nullable Object named = call.config().raw("activation");
    if (named instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?>) {
      Config inner = call.config().object("activation").orElseThrow();
      LayerRule rule = LayerRules.of(inner.text("class_name", ""));
      return rule.emit(call.inner("activation", inner, call.variables(), flow), out).get(0);
    }
    return apply(name(named), call, out, flow);
  }

  /** The name of a function, whichever way it is written; linear where there is none. */
  static String name(@Nullable Object written) {
    if (written instanceof Map<?, ?> map) {
      Object config = map.get("config");
      return String.valueOf(config instanceof String ? config : map.get("class_name"));
    }
    return written == null ? "linear" : written.toString();
  }

  /** The value after a function; one that is not known becomes a node of Keras's domain. */
  static Flow apply(String function, LayerCall call, Emission out, Flow flow) {
    @Nullable String plain = PLAIN.get(function);
    if (plain != null) {
      return flow.same(out.node(call, plain, Map.of(), flow.value()));
    }
    return switch (function) {
      case "linear" -> flow;
      case "softmax" -> softmax(call, out, flow, "Softmax", -1);
      case "log_softmax" -> softmax(call, out, flow, "LogSoftmax", -1);
      case "relu6" -> flow.same(clip(call, out, flow.value(), 0, 6));
      case "leaky_relu" -> leaky(call, out, flow, 0.2);
      case "swish", "silu" ->
          flow.same(
              out.node(
                  call,
                  "Mul",
                  Map.of(),
                  flow.value(),
                  out.node(call, "Sigmoid", Map.of(), flow.value())));
      case "mish" ->
          flow.same(
              out.node(
                  call,
                  "Mul",
                  Map.of(),
                  flow.value(),
                  out.node(
                      call, "Tanh", Map.of(), out.node(call, "Softplus", Map.of(), flow.value()))));
      case "gelu" -> gelu(call, out, flow);
      case "hard_sigmoid" ->
          flow.same(out.node(call, "HardSigmoid", hardSigmoid(call), flow.value()));
      case "hard_swish", "hard_silu" ->
          flow.same(out.node(call, "HardSwish", Map.of(), flow.value()));
      default ->
          flow.same(out.node(call, "keras", function, Map.of(), List.of(flow.value()), 1).get(0));
    };
  }

  /** Keras 2 has max(0, min(1, 0.2 x + 0.5)), Keras 3 a slope of 1/6. */
  static Map<String, Attribute> hardSigmoid(LayerCall call) {
    float slope = call.version() < 3 ? 0.2f : 1 / 6f;
    return Map.of("alpha", Attribute.of(slope), "beta", Attribute.of(0.5f));
  }

  static Flow softmax(LayerCall call, Emission out, Flow flow, String operator, int axis) {
    long at = flow.rank() < 0 ? axis : flow.axis(axis);
    return flow.same(out.node(call, operator, Map.of("axis", Attribute.of(at)), flow.value()));
  }

  static String clip(LayerCall call, Emission out, String value, double low, double high) {
    String from = out.number(call, "min", low);
    return Double.isInfinite(high)
        ? out.node(call, "Clip", Map.of(), value, from)
        : out.node(call, "Clip", Map.of(), value, from, out.number(call, "max", high));
  }

  static Flow leaky(LayerCall call, Emission out, Flow flow, double slope) {
    return flow.same(
        out.node(call, "LeakyRelu", Map.of("alpha", Attribute.of((float) slope)), flow.value()));
  }

  /** x / 2 (1 + erf(x / sqrt(2))). */
  private static Flow gelu(LayerCall call, Emission out, Flow flow) {
    String scaled =
        out.node(call, "Mul", Map.of(), flow.value(), out.number(call, "scale", Math.sqrt(0.5)));
    String erf = out.node(call, "Erf", Map.of(), scaled);
    String raised = out.node(call, "Add", Map.of(), erf, out.number(call, "one", 1));
    String product = out.node(call, "Mul", Map.of(), flow.value(), raised);
    return flow.same(out.node(call, "Mul", Map.of(), product, out.number(call, "half", 0.5)));
  }

  static Map<String, LayerRule> rules() {
    Map<String, LayerRule> rules = new LinkedHashMap<>();
    rules.put("Activation", (call, out) -> List.of(after(call, out, call.input())));
    rules.put("ReLU", (call, out) -> List.of(relu(call, out)));
    rules.put(
        "LeakyReLU",
        (call, out) -> {
          double slope = call.config().number("negative_slope", call.config().number("alpha", 0.3));
          return List.of(leaky(call, out, call.input(), slope));
        });
    rules.put("ELU", (call, out) -> List.of(withAlpha(call, out, "Elu", "alpha")));
    rules.put("PReLU", (call, out) -> List.of(prelu(call, out)));
    rules.put(
        "ThresholdedReLU",
        (call, out) -> List.of(withAlpha(call, out, "ThresholdedRelu", "theta")));
    rules.put("Softmax", (call, out) -> List.of(softmaxLayer(call, out)));
    return rules;
  }

  /** An operator whose alpha stands in a field of the layer, 1 where it is not given. */
  private static Flow withAlpha(LayerCall call, Emission out, String operator, String field)
      throws ModelFormatException {
    Attribute alpha = Attribute.of((float) call.config().number(field, 1));
    return call.input()
        .same(out.node(call, operator, Map.of("alpha", alpha), call.input().value()));
  }

  private static Flow softmaxLayer(LayerCall call, Emission out) throws ModelFormatException {
    return softmax(call, out, call.input(), "Softmax", call.config().whole("axis", -1));
  }

  /** max_value, negative_slope and threshold; a threshold other than 0 is not Keras's default. */
  private static Flow relu(LayerCall call, Emission out) throws IOException {
    Config config = call.config();
    double highest = config.number("max_value", Double.POSITIVE_INFINITY);
    double slope = config.number("negative_slope", 0);
    if (config.number("threshold", 0) != 0 || (slope != 0 && !Double.isInfinite(highest))) {
      return LayerRules.UNKNOWN.emit(call, out).get(0);
    }
    Flow flow = call.input();
    if (slope != 0) {
      return leaky(call, out, flow, slope);
    }
    return Double.isInfinite(highest)
        ? apply("relu", call, out, flow)
        : flow.same(clip(call, out, flow.value(), 0, highest));
  }

  private static Flow prelu(LayerCall call, Emission out) throws IOException {
    Variable alpha = LayerRules.require(call, "alpha", 0);
    Flow flow = call.input();
    int rank = alpha.shape().rank();
    int[] order = new int[rank];
    for (int i = 0; i < rank; i++) {
      order[i] = flow.channelsFirst() ? (i == 0 ? rank - 1 : i - 1) : i;
    }
    String slopes = out.weight(call, "alpha", alpha, order);
    return flow.same(out.node(call, "PRelu", Map.of(), flow.value(), slopes));
  }
}
