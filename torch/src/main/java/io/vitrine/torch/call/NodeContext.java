package io.vitrine.torch.call;

import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * What is known of a node before it runs.
 *
 * @param node the node
 * @param opset the version of the node's operator set that the network uses
 * @param constants values that are part of the structure, by name
 * @param bodies prepares a graph inside the node, given the attribute that holds it
 */
public record NodeContext(
    Node node, long opset, Map<String, Tensor> constants, BiFunction<String, Graph, Body> bodies) {
  /** The value of an input, where it is part of the structure. */
  public Optional<Tensor> constant(int input) {
    return node.input(input).map(constants::get);
  }

  /** Whether the node names an output. */
  public boolean wants(int output) {
    return output < node.outputs().size() && !node.outputs().get(output).isEmpty();
  }

  /** The graph in an attribute, ready to run. */
  public Body body(String attribute) {
    if (node.attributes().get(attribute) instanceof Attribute.OfGraph graph) {
      return bodies.apply(attribute, graph.value());
    }
    throw error("expected a graph in the attribute " + attribute);
  }

  /** An error that names the node and its operator. */
  public IllegalArgumentException error(String message) {
    return new IllegalArgumentException(
        "node " + node.name() + " (" + node.qualifiedOperator() + "): " + message);
  }
}
