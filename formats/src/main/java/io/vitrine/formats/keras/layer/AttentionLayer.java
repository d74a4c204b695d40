package io.vitrine.formats.keras.layer;

import io.vitrine.formats.keras.stored.Config;
import io.vitrine.formats.keras.stored.StoredVariable;
import io.vitrine.formats.keras.stored.Variable;
import io.vitrine.formats.keras.stored.Variables;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Attention of several heads over sequences (N, T, features). Source: Vaswani et al., "Attention is
 * all you need" (2017); Keras's MultiHeadAttention. A step that a mask hides gets a score so low
 * that no other looks at it.
 */
final class AttentionLayer {
  /** Attention is over the steps of a sequence. */
  private static final long[] STEPS = {1};

  private static final double LEAST_SCORE = -1e9;

  private AttentionLayer() {}

  static Map<String, LayerRule> rules() {
    return Map.of(
        "MultiHeadAttention", AttentionLayer::attention, "Attention", AttentionLayer::plain);
  }

  private static List<Flow> attention(LayerCall call, Emission out) throws IOException {
    Config config = call.config();
    boolean usual =
        call.inputs().size() >= 2
            && call.inputs().stream().allMatch(flow -> flow.rank() == 3)
            && Arrays.equals(config.sizes("attention_axes").orElse(STEPS), STEPS)
            && !config.flag("use_gate", false)
            && !config.has("sliding_window")
            && !config.has("output_shape");
    if (!usual) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    Flow query = call.input();
    Flow value = call.inputs().get(1);
    Flow key = call.inputs().size() > 2 ? call.inputs().get(2) : value;
    String queries = heads(call, out, "query", query, 0, 2, 1, 3);
    String keys = heads(call, out, "key", key, 0, 2, 3, 1);
    String values = heads(call, out, "value", value, 0, 2, 1, 3);
    double scale = 1 / Math.sqrt(config.number("key_dim", 1));
    String scaled = out.node(call, "Mul", Map.of(), queries, out.number(call, "scale", scale));
    String scores =
        masked(call, out, out.node(call, "MatMul", Map.of(), scaled, keys), query, value, key);
    String shares = out.node(call, "Softmax", Map.of("axis", Attribute.of(-1)), scores);
    String mixed = out.node(call, "MatMul", Map.of(), shares, values);
    Map<String, Attribute> order = Map.of("perm", Attribute.ints(0, 2, 1, 3));
    String joined = out.node(call, "Transpose", order, mixed);
    return List.of(query.same(projected(call, out, joined)));
  }

  /** Scores (N, heads, T, S) where all three masks let a step look at another. */
  private static String masked(
      LayerCall call, Emission out, String scores, Flow query, Flow value, Flow key)
      throws IOException {
    String masked = hidden(call, out, scores, out.mask(query), 1, 3);
    masked = hidden(call, out, masked, out.mask(value), 1, 2);
    masked = key.equals(value) ? masked : hidden(call, out, masked, out.mask(key), 1, 2);
    return causal(call, out, masked, 2);
  }

  /** Scores (..., T, S), of a causal call only where S is not later than T. */
  private static String causal(LayerCall call, Emission out, String scores, int steps)
      throws IOException {
    if (!call.config().flag("use_causal_mask", false)) {
      return scores;
    }
    String sizes = out.node(call, "Shape", Map.of("start", Attribute.of(steps)), scores);
    Map<String, Attribute> one =
        Map.of("value", new Attribute.OfTensor(Tensor.of(new long[] {1}, 1)));
    String ones = out.node(call, "ConstantOfShape", one, sizes);
    String lower = out.node(call, "Trilu", Map.of("upper", Attribute.of(0)), ones);
    Map<String, Attribute> bool = Map.of("to", Attribute.of(ElementType.BOOL.number()));
    String seen = out.node(call, "Cast", bool, lower);
    return out.node(call, "Where", Map.of(), seen, scores, out.number(call, "later", LEAST_SCORE));
  }

  private static String hidden(
      LayerCall call, Emission out, String scores, Optional<String> mask, long... axes) {
    if (mask.isEmpty()) {
      return scores;
    }
    String wide = out.node(call, "Unsqueeze", Map.of(), mask.get(), out.wholes(call, "axes", axes));
    return out.node(call, "Where", Map.of(), wide, scores, out.number(call, "hidden", LEAST_SCORE));
  }

  /**
   * Of whole features, without projections: {@code softmax(scale Q K^T) V}. Keras 3 does not hand
   * masks to this layer, Keras 2 did.
   */
  private static List<Flow> plain(LayerCall call, Emission out) throws IOException {
    boolean usual =
        call.inputs().size() >= 2
            && call.inputs().stream().allMatch(flow -> flow.rank() == 3)
            && call.config().text("score_mode", "dot").equals("dot");
    if (!usual) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    Flow query = out.plain(call, call.input());
    Flow value = out.plain(call, call.inputs().get(1));
    Flow key = call.inputs().size() > 2 ? out.plain(call, call.inputs().get(2)) : value;
    Map<String, Attribute> turn = Map.of("perm", Attribute.ints(0, 2, 1));
    String keys = out.node(call, "Transpose", turn, key.value());
    String scores = out.node(call, "MatMul", Map.of(), query.value(), keys);
    if (call.config().flag("use_scale", false)) {
      Variable scale = LayerRules.require(call, "scale", 0);
      scores = out.node(call, "Mul", Map.of(), scores, out.weight(call, "scale", scale));
    }
    boolean masked = call.version() < 3;
    scores = masked ? hidden(call, out, scores, out.mask(value), 1) : scores;
    scores = causal(call, out, scores, 1);
    String shares = out.node(call, "Softmax", Map.of("axis", Attribute.of(-1)), scores);
    String mixed = out.node(call, "MatMul", Map.of(), shares, value.value());
    Optional<String> asking = masked ? out.mask(query) : Optional.empty();
    return List.of(
        query.same(
            asking.isPresent() ? new StepMask(call, out, asking.get()).zeroed(mixed) : mixed));
  }

  private static Variables projection(LayerCall call, String role) throws IOException {
    String name = role.equals("output") ? "attention_output" : role;
    Variables dense = call.variables().inner(role + "_dense", name);
    return dense.get("kernel", 0).isPresent()
        ? dense
        : call.variables().inner("_" + role + "_dense", name);
  }

  /** (N, T, features) to (N, heads, T, size), or another order of these four. */
  private static String heads(LayerCall call, Emission out, String role, Flow on, long... order)
      throws IOException {
    Variables dense = projection(call, role);
    Variable kernel = LayerRules.require(call, dense, "kernel", 0);
    LayerRules.checkRank(call, role, kernel, 3);
    long count = kernel.shape().size(1);
    long size = kernel.shape().size(2);
    String weight =
        out.parameter(
            StoredVariable.of(call.owner() + "." + role + ".kernel", kernel, 0, 1, 2)
                .shaped(kernel.shape().size(0), count * size));
    String value = out.node(call, "MatMul", Map.of(), out.plain(call, on).value(), weight);
    if (call.config().flag("use_bias", true)) {
      Variable bias = LayerRules.require(call, dense, "bias", 1);
      LayerRules.checkShape(call, role + ".bias", bias, count, size);
      String added =
          out.parameter(
              StoredVariable.of(call.owner() + "." + role + ".bias", bias, 0, 1)
                  .shaped(count * size));
      value = out.node(call, "Add", Map.of(), value, added);
    }
    String sizes =
        out.constant(call, role + ".shape", Tensor.of(new long[] {0, 0, count, size}, 4));
    String split = out.node(call, "Reshape", Map.of(), value, sizes);
    return out.node(call, "Transpose", Map.of("perm", Attribute.ints(order)), split);
  }

  private static String projected(LayerCall call, Emission out, String joined) throws IOException {
    Variables dense = projection(call, "output");
    Variable kernel = LayerRules.require(call, dense, "kernel", 0);
    LayerRules.checkRank(call, "output", kernel, 3);
    long width = kernel.shape().size(0) * kernel.shape().size(1);
    String flat =
        out.node(call, "Reshape", Map.of(), joined, out.wholes(call, "shape", 0, 0, width));
    String weight =
        out.parameter(
            StoredVariable.of(call.owner() + ".output.kernel", kernel, 0, 1, 2)
                .shaped(width, kernel.shape().size(2)));
    String value = out.node(call, "MatMul", Map.of(), flat, weight);
    if (!call.config().flag("use_bias", true)) {
      return value;
    }
    Variable bias = LayerRules.require(call, dense, "bias", 1);
    LayerRules.checkRank(call, "output.bias", bias, 1);
    String added = out.parameter(StoredVariable.of(call.owner() + ".output.bias", bias, 0));
    return out.node(call, "Add", Map.of(), value, added);
  }
}
