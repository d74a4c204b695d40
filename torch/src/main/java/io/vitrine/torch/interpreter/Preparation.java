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

  /** Functions that call one another many times over end here. */
  private static final int MOST_INNER_NODES = 200_000;

  /** How many nodes inner graphs and functions have come to so far. */
  private static final class InnerNodes {
    private int count;
  }

  /** There are too many; the node of the main graph that they lie in is refused as a whole. */
  private static final class Excess extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    Excess(String message) {
      super(message);
    }
  }

  private final Network network;
  private final Map<String, Long> opsets;
  private final int depth;
  private final InnerNodes inner;

  private Preparation(Network network, Map<String, Long> opsets, int depth, InnerNodes inner) {
    this.network = network;
    this.opsets = opsets;
    this.depth = depth;
    this.inner = inner;
  }

  /** What a graph inside a node, or a function that it calls, is prepared by. */
  private Preparation deeper(Graph graph) {
    inner.count += graph.nodes().size();
    if (depth >= DEEPEST || inner.count > MOST_INNER_NODES) {
      throw new Excess(
          depth >= DEEPEST
              ? "graphs and functions lie more than " + DEEPEST + " deep in one another"
              : "graphs inside nodes and functions come to more than "
                  + MOST_INNER_NODES
                  + " nodes");
    }
    Map<String, Long> own = new HashMap<>(opsets);
    own.putAll(graph.opsets());
    return new Preparation(network, own, depth + 1, inner);
  }

  /** The main graph, ready to run. */
  static Frame of(Network network) {
    return new Preparation(network, network.opsets(), 0, new InnerNodes())
        .frame(network.graph(), Map.of());
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
    long opset = opsets.getOrDefault(domain, domain.isEmpty() ? Network.OPSET : 1L);
    NodeContext context =
        new NodeContext(
            node,
            opset,
            constants,
            (attribute, body) -> {
              Frame frame = deeper(body).frame(body, constants);
              String label = node.name() + "/" + attribute;
              frame.made().forEach(name -> made.add(label + "/" + name));
              return frame.body(label, false);
            });
    try {
      Optional<OperatorRun> run = run(graph, context, made);
      return new Frame.Step(context, forecast(context), run, problem(node), spent);
    } catch (RuntimeException e) { // whatever a file may hold: the node is refused, not the file
      if (e instanceof Excess && depth > 0) {
        throw e;
      }
      String message = String.valueOf(e.getMessage());
      return new Frame.Step(context, Optional.empty(), Optional.empty(), message, spent);
    }
  }

  private Optional<Forecast> forecast(NodeContext context) {
    boolean isFunction = network.functions().containsKey(context.node().qualifiedOperator());
    return isFunction ? Optional.empty() : Forecast.of(context);
  }

  private static String problem(Node node) {
    String reason = node.stringOr("reason", "");
    return "the engine does not run this operator"
        + (node.domain().isEmpty() ? "" : " of the domain " + node.domain())
        + (reason.isEmpty() ? "" : ": " + reason);
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
    Graph bound = InnerGraphs.bound(function, node.attributes());
    Frame frame = deeper(bound).frame(bound, Map.of());
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
  static Map<Integer, List<String>> spentByNode(Graph graph, Set<String> constants) {
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
