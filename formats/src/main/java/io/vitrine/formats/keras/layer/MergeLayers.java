package io.vitrine.formats.keras.layer;

import io.vitrine.model.Attribute;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Layers that bring several values together. */
final class MergeLayers {
  private static final int MOST_AXES = 6;

  private MergeLayers() {}

  static Map<String, LayerRule> rules() {
    Map<String, LayerRule> rules = new LinkedHashMap<>();
    rules.put("Add", (call, out) -> merged(call, out, call.inputs().size() == 2 ? "Add" : "Sum"));
    rules.put("Subtract", (call, out) -> merged(call, out, "Sub"));
    rules.put("Average", (call, out) -> merged(call, out, "Mean"));
    rules.put("Maximum", (call, out) -> merged(call, out, "Max"));
    rules.put("Minimum", (call, out) -> merged(call, out, "Min"));
    rules.put("Multiply", MergeLayers::product);
    rules.put("Concatenate", MergeLayers::joined);
    rules.put("Dot", MergeLayers::dot);
    return rules;
  }

  /** The inputs in one order: that of the first, where all have one, else Keras's. */
  private static List<Flow> alike(LayerCall call, Emission out) {
    Flow first = call.input();
    boolean same =
        call.inputs().stream()
            .allMatch(
                flow ->
                    flow.rank() == first.rank() && flow.channelsFirst() == first.channelsFirst());
    return same
        ? call.inputs()
        : call.inputs().stream().map(flow -> out.plain(call, flow)).toList();
  }

  private static Flow widest(List<Flow> flows) {
    return flows.stream().reduce((a, b) -> b.rank() > a.rank() ? b : a).orElseThrow();
  }

  private static List<Flow> merged(LayerCall call, Emission out, String operator) {
    List<Flow> flows = alike(call, out);
    String[] values = flows.stream().map(Flow::value).toArray(String[]::new);
    return List.of(widest(flows).same(out.node(call, operator, Map.of(), values)));
  }

  private static List<Flow> product(LayerCall call, Emission out) {
    List<Flow> flows = alike(call, out);
    String value = flows.get(0).value();
    for (Flow factor : flows.subList(1, flows.size())) {
      value = out.node(call, "Mul", Map.of(), value, factor.value());
    }
    return List.of(widest(flows).same(value));
  }

  private static List<Flow> joined(LayerCall call, Emission out) throws IOException {
    List<Flow> flows = alike(call, out);
    Flow first = flows.get(0);
    int axis = call.config().whole("axis", -1);
    Map<String, Attribute> at =
        Map.of("axis", Attribute.of(first.rank() < 0 ? axis : first.axis(axis)));
    String[] values = flows.stream().map(Flow::value).toArray(String[]::new);
    return List.of(first.same(out.node(call, "Concat", at, values)));
  }

  /**
   * Sums of products along one axis of each, item by item of the batch: (N, A, d) and (N, B, d) to
   * (N, A, B); with {@code normalize} of vectors of length 1, so that a product is a cosine.
   */
  private static List<Flow> dot(LayerCall call, Emission out) throws IOException {
    long[] axes = call.config().sizes("axes").orElse(new long[0]);
    boolean known =
        call.inputs().size() == 2
            && call.inputs().stream().allMatch(flow -> flow.rank() >= 2 && flow.rank() <= MOST_AXES)
            && (axes.length == 1 || axes.length == 2);
    if (!known) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    StringBuilder result = new StringBuilder("n");
    List<String> terms = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Flow flow = out.plain(call, call.inputs().get(i));
      int axis = flow.axis(Math.toIntExact(axes[Math.min(i, axes.length - 1)]));
      StringBuilder term = new StringBuilder("n");
      for (int k = 1; k < flow.rank(); k++) {
        char letter = k == axis ? 'z' : (char) ((i == 0 ? 'a' : 'h') + k);
        term.append(letter);
        result.append(k == axis ? "" : letter);
      }
      terms.add(term.toString());
      values.add(unit(call, out, flow.value(), axis));
    }
    String equation = String.join(",", terms) + "->" + result;
    String value =
        out.node(
            call,
            "Einsum",
            Map.of("equation", Attribute.of(equation)),
            values.toArray(new String[0]));
    return List.of(
        result.length() > 1
            ? Flow.of(value, result.length())
            : Flow.of(
                out.node(call, "Unsqueeze", Map.of(), value, out.wholes(call, "axis", 1)), 2));
  }

  private static String unit(LayerCall call, Emission out, String value, int axis)
      throws IOException {
    return call.config().flag("normalize", false)
        ? out.node(call, "LpNormalization", Map.of("axis", Attribute.of(axis)), value)
        : value;
  }
}
