package io.vitrine.formats.keras.layer;

import io.vitrine.model.Attribute;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Layers that bring several values together. */
final class MergeLayers {
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
}
