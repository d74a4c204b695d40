package io.vitrine.torch;

import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Model;
import io.vitrine.engine.Precision;
import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Small networks of several nodes, written as lists. */
public final class NetworkRuns {
  private static final TorchEngine ENGINE =
      TorchEngine.open(
          EngineOptions.defaults().withThreads(1).withPrecision(Precision.FP32).withSeed(3));

  private NetworkRuns() {}

  /** A node named as its first output; names are separated by spaces, a dash stands for none. */
  public static Node node(
      String operator, String inputs, String outputs, Map<String, Attribute> attributes) {
    List<String> made = names(outputs);
    int dot = operator.lastIndexOf('.');
    return new Node(
        made.get(0),
        dot < 0 ? "" : operator.substring(0, dot),
        operator.substring(dot + 1),
        names(inputs),
        made,
        attributes);
  }

  public static Node node(String operator, String inputs, String outputs) {
    return node(operator, inputs, outputs, Map.of());
  }

  private static List<String> names(String list) {
    return Stream.of(list.split(" "))
        .filter(name -> !name.isEmpty())
        .map(name -> name.equals("-") ? "" : name)
        .toList();
  }

  public static Graph graph(String inputs, String outputs, Node... nodes) {
    return new Graph(values(inputs), values(outputs), List.of(nodes), List.of(), List.of());
  }

  private static List<Value> values(String list) {
    return names(list).stream().map(name -> new Value(name, ValueType.unknown())).toList();
  }

  /** A model of a graph whose inputs take any value; the caller closes it. */
  public static Model load(Graph graph, Map<String, Graph> functions) {
    Map<String, Long> opsets = Map.of("", 23L, "local", 1L);
    return ENGINE.load(new Network("few", graph, opsets, functions, Map.of()), Weights.NONE);
  }

  public static Model load(Graph graph) {
    return load(graph, Map.of());
  }
}
