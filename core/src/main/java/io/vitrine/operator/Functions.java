package io.vitrine.operator;

import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Puts a caller's attributes into the body of a local function. */
final class Functions {
  private Functions() {}

  /** The body with each reference to an attribute of the function replaced by the caller's. */
  static Graph bind(Graph body, Map<String, Attribute> caller) {
    return new Graph(
        body.inputs(),
        body.outputs(),
        body.nodes().stream().map(node -> bind(node, caller)).toList(),
        body.parameters(),
        body.declared(),
        body.opsets());
  }

  private static Node bind(Node node, Map<String, Attribute> caller) {
    Map<String, Attribute> bound = new LinkedHashMap<>();
    node.attributes()
        .forEach((key, value) -> bind(value, caller).ifPresent(found -> bound.put(key, found)));
    return new Node(
        node.name(), node.domain(), node.operator(), node.inputs(), node.outputs(), bound);
  }

  private static Optional<Attribute> bind(Attribute value, Map<String, Attribute> caller) {
    if (value instanceof Attribute.Reference reference) {
      Attribute given = caller.get(reference.name());
      return given == null ? reference.otherwise() : Optional.of(given);
    }
    return value instanceof Attribute.OfGraph graph
        ? Optional.of(new Attribute.OfGraph(bind(graph.value(), caller)))
        : Optional.of(value);
  }
}
