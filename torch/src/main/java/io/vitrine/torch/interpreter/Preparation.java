package io.vitrine.torch.interpreter;

import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.operator.InnerGraphs;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the attributes of a network's nodes once, those of inner graphs and functions with them.
 */
final class Preparation {
  /** Functions that call themselves end here. */
  private static final int DEEPEST = 64;

  private final Network network;
  private final int depth;

  private Preparation(Network network, int depth) {
    this.network = network;
    this.depth = depth;
  }

  /** The main graph, ready to run. */
  static Frame of(Network network) {
    return new Preparation(network, 0).frame(network.graph(), Map.of());
  }

  private Frame frame(Graph graph, Map<String, Tensor> around) {
    Map<String, Tensor> own = constants(graph);
    Map<String, Tensor> seen = new HashMap<>(around);
    graph.nodes().forEach(node -> node.outputs().forEach(seen::remove));
    graph.inputs().forEach(input -> seen.remove(input.name()));
    seen.putAll(own);
    Map<Integer, List<String>> spent = spentByNode(graph, own.keySet());
    List<Frame.Step> steps = new ArrayList<>();
    Set<String> made = new LinkedHashSet<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node node = graph.nodes().get(i);
      if (!own.containsKey(node.output())) {
        steps.add(step(graph, node, seen, spent.getOrDefault(i, List.of()), made));
        node.outputs().stream().filter(name -> !name.isEmpty()).forEach(made::add);
      }
    }
    return new Frame(graph, List.copyOf(steps), own, made);
  }

  private Frame.Step step(
      Graph graph, Node node, Map<String, Tensor> constants, List<String> spent, Set<String> made) {
    String domain = node.domain().equals("ai.onnx") ? "" : node.domain();
    long opset = network.opsets().getOrDefault(domain, domain.isEmpty() ? Network.OPSET : 1L);
    NodeContext context =
        new NodeContext(
            node,
            opset,
            constants,
            (attribute, body) -> {
              Frame inner = new Preparation(network, depth + 1).frame(body, constants);
              String label = node.name() + "/" + attribute;
              inner.made().forEach(name -> made.add(label + "/" + name));
              return inner.body(label, false);
            });
    try {
      return new Frame.Step(context, run(graph, context, made), problem(node), spent);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      return new Frame.Step(context, Optional.empty(), message, spent);
    }
  }

  private static String problem(Node node) {
    return "the engine does not run this operator"
        + (node.domain().isEmpty() ? "" : " of the domain " + node.domain());
  }

  private Optional<OperatorRun> run(Graph graph, NodeContext context, Set<String> made) {
    Node node = context.node();
    if (node.qualifiedOperator().equals(GradientRun.OPERATOR)) {
      return Optional.of(GradientRun.of(node, graph, part -> context.bodies().apply("y", part)));
    }
    Graph function = network.functions().get(node.qualifiedOperator());
    if (function == null) {
      return OperatorTable.find(node).map(factory -> factory.prepare(context));
    }
    if (depth >= DEEPEST) {
      throw context.error("functions call one another more than " + DEEPEST + " deep");
    }
    Graph bound = InnerGraphs.bound(function, node.attributes());
    Frame frame = new Preparation(network, depth + 1).frame(bound, Map.of());
    frame.made().forEach(name -> made.add(node.name() + "/" + name));
    return Optional.of(FunctionRun.of(node, frame.body(node.name(), true)));
  }

  private static Map<String, Tensor> constants(Graph graph) {
    Map<String, Tensor> constants = new LinkedHashMap<>();
    for (Parameter parameter : graph.parameters()) {
      parameter.constant().ifPresent(tensor -> constants.put(parameter.name(), tensor));
    }
    for (Node node : graph.nodes()) {
      if (node.qualifiedOperator().equals("Constant")) {
        constant(node).ifPresent(tensor -> constants.put(node.output(), tensor));
      }
    }
    return constants;
  }

  private static Optional<Tensor> constant(Node node) {
    for (Attribute attribute : node.attributes().values()) {
      if (attribute instanceof Attribute.OfTensor a) {
        return Optional.of(a.value());
      } else if (attribute instanceof Attribute.OfFloat a) {
        return Optional.of(Tensor.scalar(a.value()));
      } else if (attribute instanceof Attribute.OfInt a) {
        return Optional.of(Tensor.of(new long[] {a.value()}));
      } else if (attribute instanceof Attribute.OfInts a) {
        return Optional.of(Tensor.of(Numbers.array(a.values()), a.values().size()));
      } else if (attribute instanceof Attribute.OfFloats a) {
        return Optional.of(floats(a.values()));
      }
    }
    return Optional.empty();
  }

  private static Tensor floats(List<Float> values) {
    float[] array = new float[values.size()];
    for (int i = 0; i < array.length; i++) {
      array[i] = values.get(i);
    }
    return Tensor.of(array, array.length);
  }

  /** For each node the values that it is the last to read, or makes and none reads. */
  private static Map<Integer, List<String>> spentByNode(Graph graph, Set<String> constants) {
    Set<String> outputs = new HashSet<>();
    graph.outputs().forEach(output -> outputs.add(output.name()));
    Map<String, Integer> last = new HashMap<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node node = graph.nodes().get(i);
      int index = i;
      node.outputs().forEach(output -> last.put(output, index));
      InnerGraphs.names(node).forEach(input -> last.computeIfPresent(input, (name, at) -> index));
    }
    outputs.forEach(last::remove);
    constants.forEach(last::remove);
    last.remove("");
    Map<Integer, List<String>> spent = new HashMap<>();
    last.forEach((name, node) -> spent.computeIfAbsent(node, index -> new ArrayList<>()).add(name));
    return spent;
  }
}
