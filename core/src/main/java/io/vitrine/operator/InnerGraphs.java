package io.vitrine.operator;

import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Node;
import io.vitrine.model.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What an engine must know of graphs inside nodes and of local functions. */
public final class InnerGraphs {
  private InnerGraphs() {}

  /**
   * The names that a node and the nodes inside it read, and those that its inner graphs give out.
   */
  public static Stream<String> names(Node node) {
    return Stream.concat(
        node.inputs().stream(),
        Readers.inner(node)
            .flatMap(
                graph ->
                    Stream.concat(
                        graph.outputs().stream().map(Value::name),
                        graph.nodes().stream().flatMap(InnerGraphs::names))));
  }

  /** The nodes right inside a node. */
  public static List<Node> nodes(Node node) {
    return Readers.inner(node).flatMap(graph -> graph.nodes().stream()).toList();
  }

  /** A function's body with each reference to an attribute replaced by the caller's. */
  public static Graph bound(Graph function, Map<String, Attribute> caller) {
    return Functions.bind(function, caller);
  }
}
