package io.vitrine.formats.sketch;

import io.vitrine.formats.names.ModulePaths;
import io.vitrine.formats.sketch.Sketch.Step;
import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import io.vitrine.operator.InnerGraphs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a network of a sketch: leaves out nodes that no output needs, and names the others. A node
 * that is alone in its module has the module's path, others the module's and their operator ({@code
 * blocks.0.Add}, {@code blocks.0.Add_1}). A node's first output has the node's name.
 */
public final class Drawing {
  /** Larger buffers stay outside of the structure. */
  private static final long MOST_CONSTANT_BYTES = 16 << 20;

  private final Sketch sketch;
  private final Weights weights;
  private final Set<String> taken = new HashSet<>();
  private final Map<String, String> renamed = new HashMap<>();

  private Drawing(Sketch sketch, Weights weights) {
    this.sketch = sketch;
    this.weights = weights;
    sketch.inputs().forEach(input -> taken.add(input.name()));
    sketch.parameters().forEach(parameter -> taken.add(parameter.name()));
  }

  /**
   * The network.
   *
   * @param outputs values of the sketch
   * @param weights where the numbers of buffers are
   */
  public static Network of(
      Sketch sketch,
      String name,
      List<String> outputs,
      Map<String, String> metadata,
      Weights weights) {
    List<String> made = outputs.stream().map(output -> asMade(sketch, output)).distinct().toList();
    return new Drawing(sketch, weights).draw(name, made, metadata);
  }

  /**
   * A graph inside a node. Those inputs of the sketch that are not its own are values around it,
   * under the names that they have there.
   *
   * @param name in front of all other names in it, so that they are no others'
   * @param inputs its own inputs, in order
   */
  public static Graph inside(
      Sketch sketch, String name, List<String> inputs, List<String> outputs, Weights weights) {
    List<String> asked = outputs.stream().map(output -> asMade(sketch, output)).toList();
    Graph graph = new Drawing(sketch, weights).draw(name, asked, Map.of()).graph();
    Set<String> own = new HashSet<>(inputs);
    graph.parameters().forEach(parameter -> own.add(parameter.name()));
    graph.nodes().forEach(node -> own.addAll(node.outputs()));
    Map<String, String> names = new HashMap<>();
    own.forEach(old -> names.put(old, name + "." + old));
    return new Graph(
        sketch.inputs().stream()
            .filter(input -> inputs.contains(input.name()))
            .map(input -> renamed(input, names))
            .toList(),
        graph.outputs().stream().map(value -> renamed(value, names)).toList(),
        graph.nodes().stream()
            .map(
                node ->
                    new Node(
                        name + "." + node.name(),
                        node.domain(),
                        node.operator(),
                        renamed(node.inputs(), names),
                        renamed(node.outputs(), names),
                        renamed(node.attributes(), names)))
            .toList(),
        graph.parameters().stream()
            .map(
                parameter ->
                    new Parameter(
                        name + "." + parameter.name(),
                        parameter.elements(),
                        parameter.shape(),
                        parameter.constant()))
            .toList(),
        graph.declared().stream().map(value -> renamed(value, names)).toList());
  }

  private static Value renamed(Value value, Map<String, String> names) {
    return new Value(names.getOrDefault(value.name(), value.name()), value.type());
  }

  private static List<String> renamed(List<String> values, Map<String, String> names) {
    return values.stream().map(value -> names.getOrDefault(value, value)).toList();
  }

  /** An output that no node makes, passed through one that does. */
  private static String asMade(Sketch sketch, String output) {
    String current = sketch.original(sketch.current(output));
    return sketch.maker(current).isPresent()
        ? current
        : sketch.node("", "", "Identity", List.of(current), Map.of(), 1).get(0);
  }

  private Network draw(String name, List<String> outputs, Map<String, String> metadata) {
    List<Step> steps = needed(outputs);
    List<String> names = names(steps);
    for (int i = 0; i < steps.size(); i++) {
      List<String> made = steps.get(i).node().outputs();
      for (int output = 0; output < made.size(); output++) {
        renamed.put(made.get(output), names.get(i) + (output == 0 ? "" : ":" + output));
      }
    }
    List<Node> nodes = new ArrayList<>();
    Map<String, Long> opsets = new LinkedHashMap<>(Map.of("", Sketch.OPSET));
    for (int i = 0; i < steps.size(); i++) {
      Node node = steps.get(i).node();
      opsets.putIfAbsent(node.domain(), 1L);
      nodes.add(
          new Node(
              names.get(i),
              node.domain(),
              node.operator(),
              renamed(node.inputs(), renamed),
              renamed(node.outputs(), renamed),
              renamed(node.attributes(), renamed)));
    }
    return new Network(
        name,
        new Graph(sketch.inputs(), values(outputs), nodes, parameters(nodes), declared()),
        opsets,
        Map.of(),
        metadata);
  }

  /** Attributes whose graphs read what is around them under its new names. */
  private static Map<String, Attribute> renamed(
      Map<String, Attribute> attributes, Map<String, String> names) {
    Map<String, Attribute> changed = new LinkedHashMap<>(attributes);
    changed.replaceAll(
        (key, value) ->
            value instanceof Attribute.OfGraph inner
                ? new Attribute.OfGraph(renamed(inner.value(), names))
                : value);
    return changed;
  }

  private static Graph renamed(Graph graph, Map<String, String> names) {
    return new Graph(
        graph.inputs(),
        graph.outputs(),
        graph.nodes().stream()
            .map(
                node ->
                    new Node(
                        node.name(),
                        node.domain(),
                        node.operator(),
                        renamed(node.inputs(), names),
                        node.outputs(),
                        renamed(node.attributes(), names),
                        node.origin()))
            .toList(),
        graph.parameters(),
        graph.declared());
  }

  private String renamed(String value) {
    return renamed.getOrDefault(value, value);
  }

  private List<Step> needed(List<String> outputs) {
    Set<String> read = new HashSet<>(outputs);
    List<Step> needed = new ArrayList<>();
    for (int i = sketch.steps().size() - 1; i >= 0; i--) {
      Step step = sketch.steps().get(i).reading(sketch::original);
      if (step.node().outputs().stream().anyMatch(read::contains)) {
        needed.add(step);
        InnerGraphs.names(step.node()).forEach(read::add);
      }
    }
    Collections.reverse(needed);
    return needed;
  }

  private List<String> names(List<Step> steps) {
    List<String> modules = steps.stream().map(Step::module).toList();
    List<String> own = steps.stream().map(step -> step.node().operator()).toList();
    Map<String, Integer> used = new HashMap<>();
    return ModulePaths.of(modules, own).stream().map(path -> free(path, used)).toList();
  }

  private String free(String wanted, Map<String, Integer> used) {
    String name = wanted;
    while (!taken.add(name)) {
      name = wanted + "_" + used.merge(wanted, 1, Integer::sum);
    }
    return name;
  }

  private List<Value> values(List<String> outputs) {
    return outputs.stream().map(output -> new Value(renamed(output), sketch.type(output))).toList();
  }

  /**
   * The parameters, and the constants and buffers that nodes read. A buffer that is no running
   * statistic is a constant: no gradient ever changes it.
   */
  private List<Parameter> parameters(List<Node> nodes) {
    Set<String> read = new HashSet<>();
    Set<String> readElsewhere = new HashSet<>();
    for (Node node : nodes) {
      InnerGraphs.names(node).forEach(read::add);
      if (!node.operator().equals("BatchNormalization")) {
        InnerGraphs.names(node).forEach(readElsewhere::add);
      }
    }
    List<Parameter> kept = new ArrayList<>();
    for (Parameter parameter : sketch.parameters()) {
      boolean buffer = sketch.isBuffer(parameter.name());
      boolean needed = read.contains(parameter.name());
      if (buffer && readElsewhere.contains(parameter.name())) {
        kept.add(constant(parameter));
      } else if (needed || (!buffer && parameter.constant().isEmpty())) {
        kept.add(parameter);
      }
    }
    return kept;
  }

  private Parameter constant(Parameter buffer) {
    return buffer.bytes() > MOST_CONSTANT_BYTES
        ? buffer
        : weights
            .get(buffer.name())
            .map(tensor -> Parameter.constant(buffer.name(), tensor))
            .orElse(buffer);
  }

  private List<Value> declared() {
    List<Value> declared = new ArrayList<>();
    for (Map.Entry<String, ValueType> entry : sketch.declared().entrySet()) {
      if (renamed.containsKey(entry.getKey())) {
        declared.add(new Value(renamed(entry.getKey()), entry.getValue()));
      }
    }
    return declared;
  }
}
