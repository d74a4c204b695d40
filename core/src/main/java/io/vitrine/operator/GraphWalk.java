package io.vitrine.operator;

import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.shape.Body;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.MacRule;
import io.vitrine.operator.shape.Scope;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.Values;
import io.vitrine.operator.size.SizeNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Walks one graph in running order and records what its nodes make; graphs inside nodes and local
 * functions are walked by walks of their own. Depth and the number of inner nodes are bounded, so
 * that functions that call themselves, or each other many times over, end: what lies beyond the
 * bounds stays unknown.
 */
final class GraphWalk {
  private static final int DEEPEST = 32;
  private static final int MOST_INNER_NODES = 1_000_000;

  /** How many characters of paths are kept, a value counting as {@link #VALUE_ROOM} of them. */
  private static final long ROOM = 1L << 25;

  private static final long VALUE_ROOM = 64;

  /** What the walks of one network share. */
  private static final class Shared {
    final Network network;
    final SizeNames names;
    final Map<String, Map<String, ValueType>> inside = new LinkedHashMap<>();
    final List<String> problems = new ArrayList<>();
    int innerNodes;
    long room = ROOM;

    Shared(Network network, SizeNames names) {
      this.network = network;
      this.names = names;
    }
  }

  private final Shared shared;
  private final Scope scope;
  private final int depth;
  private final Optional<String> path;
  private final long opset;
  private final Map<String, Long> macs = new LinkedHashMap<>();

  /** A walk of a graph, whose path is "" for the main graph, and absent where none is kept. */
  private GraphWalk(Shared shared, Scope scope, int depth, Optional<String> path, long opset) {
    this.shared = shared;
    this.scope = scope;
    this.depth = depth;
    this.path = path;
    this.opset = opset;
  }

  private static GraphWalk main(Network network, SizeNames names) {
    long opset = opset(network.opsets(), Network.OPSET);
    return new GraphWalk(new Shared(network, names), Scope.top(), 0, Optional.of(""), opset);
  }

  private static long opset(Map<String, Long> opsets, long otherwise) {
    return opsets.getOrDefault("", opsets.getOrDefault("ai.onnx", otherwise));
  }

  /**
   * Walks a network's main graph, given the types of its inputs.
   *
   * @param names the numbers that names of sizes stand for
   */
  static ShapeTable of(Network network, Function<Value, ValueType> inputs, SizeNames names) {
    GraphWalk walk = main(network, names);
    walk.declare(network.graph());
    for (Value input : network.inputs()) {
      walk.scope.put(input.name(), names.in(inputs.apply(input)));
    }
    network.nodes().forEach(walk::visit);
    return new ShapeTable(walk.scope.types(), walk.macs, walk.shared.problems, walk.shared.inside);
  }

  /** A walk of a main graph whose nodes are still to come. */
  static GraphWalk open(Network network) {
    return main(network, new SizeNames());
  }

  private void declare(Graph graph) {
    graph.declared().forEach(this::add);
    graph.parameters().forEach(this::add);
  }

  void add(Value declared) {
    scope.put(declared.name(), shared.names.in(declared.type()));
  }

  void add(Parameter parameter) {
    scope.put(parameter.name(), ValueType.tensor(parameter.elements(), parameter.shape()));
    parameter
        .constant()
        .flatMap(Values::of)
        .ifPresent(values -> scope.put(parameter.name(), values));
  }

  ValueType type(String value) {
    return scope.type(value);
  }

  void visit(Node node) {
    Graph function = shared.network.functions().get(node.qualifiedOperator());
    if (function != null) {
      call(node, function);
    } else {
      Operators.of(node).ifPresent(operator -> apply(node, operator));
    }
  }

  private void apply(Node node, Operator operator) {
    if (operator.macs() == MacRule.NONE) {
      macs.put(node.name(), 0L);
    }
    ShapeContext context = context(node);
    try {
      Inferred inferred = operator.shapes().infer(context);
      record(node, inferred.outputs());
      operator.macs().macs(context, inferred).ifPresent(count -> macs.put(node.name(), count));
    } catch (IllegalArgumentException
        | ArithmeticException
        | IndexOutOfBoundsException
        | NoSuchElementException e) {
      String message = String.valueOf(e.getMessage());
      shared.problems.add(
          message.startsWith("node ") ? message : context.error(message).getMessage());
    }
  }

  private void call(Node node, Graph function) {
    ShapeContext context = context(node);
    Graph bound = Functions.bind(function, node.attributes());
    Body body = walk(bound, Scope.top(), context.inputsFrom(0), inside(node, node.operator()));
    record(node, body.outputs());
    body.macs().ifPresent(count -> macs.put(node.name(), count));
  }

  private ShapeContext context(Node node) {
    return new ShapeContext(
        node,
        opset,
        scope,
        (attribute, graph, inputs) -> walk(graph, scope.inner(), inputs, inside(node, attribute)));
  }

  /**
   * The path of a graph inside a node. There is none once the room is used up: functions that call
   * each other many times over have more paths than memory holds.
   */
  private Optional<String> inside(Node node, String attribute) {
    if (shared.room <= 0) {
      return Optional.empty();
    }
    Optional<String> key = path.map(outer -> ShapeTable.inside(outer, node.name(), attribute));
    key.ifPresent(found -> shared.room -= found.length());
    return key;
  }

  private void keep(String key, Map<String, ValueType> types) {
    shared.room -= VALUE_ROOM * types.size();
    if (shared.room >= 0) {
      shared.inside.put(key, types);
    }
  }

  /** Walks a graph inside a node, or a function's body at one of its calls. */
  private Body walk(
      Graph graph, Scope within, List<Inferred.Output> inputs, Optional<String> innerPath) {
    shared.innerNodes += graph.nodes().size();
    if (depth >= DEEPEST || shared.innerNodes > MOST_INNER_NODES) {
      return new Body(List.of(), OptionalLong.empty());
    }
    GraphWalk walk =
        new GraphWalk(shared, within, depth + 1, innerPath, opset(graph.opsets(), opset));
    walk.declare(graph);
    for (int i = 0; i < graph.inputs().size(); i++) {
      Value input = graph.inputs().get(i);
      within.put(input.name(), shared.names.in(input.type()));
      if (i < inputs.size()) {
        within.put(input.name(), inputs.get(i).type());
        inputs.get(i).values().ifPresent(values -> within.put(input.name(), values));
      }
    }
    graph.nodes().forEach(walk::visit);
    List<Inferred.Output> outputs = graph.outputs().stream().map(walk::output).toList();
    innerPath.ifPresent(key -> keep(key, within.types()));
    return new Body(outputs, walk.sum(graph.nodes()));
  }

  private Inferred.Output output(Value output) {
    scope.put(output.name(), shared.names.in(output.type()));
    return new Inferred.Output(scope.type(output.name()), scope.values(output.name()));
  }

  private OptionalLong sum(List<Node> nodes) {
    long sum = 0;
    for (Node node : nodes) {
      Long count = macs.get(node.name());
      if (count == null) {
        return OptionalLong.empty();
      }
      sum = Math.addExact(sum, count);
    }
    return OptionalLong.of(sum);
  }

  private void record(Node node, List<Inferred.Output> outputs) {
    for (int i = 0; i < Math.min(node.outputs().size(), outputs.size()); i++) {
      String name = node.outputs().get(i);
      if (!name.isEmpty()) {
        scope.put(name, outputs.get(i).type());
        Optional<Values> values = outputs.get(i).values();
        values.ifPresent(found -> scope.put(name, found));
      }
    }
  }
}
