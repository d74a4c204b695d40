package io.vitrine.torch.interpreter;

import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a node before it runs.
 *
 * @param node the node
 * @param opset the version of ONNX's operator set that the network uses
 * @param constants values that are part of the structure, by name
 */
record NodeContext(Node node, long opset, Map<String, Tensor> constants) {
  /** The value of an input, where it is part of the structure. */
  Optional<Tensor> constant(int input) {
    return node.input(input).map(constants::get);
  }

  /** Whether the node names an output. */
  boolean wants(int output) {
    return output < node.outputs().size() && !node.outputs().get(output).isEmpty();
  }

  /** An error that names the node and its operator. */
  IllegalArgumentException error(String message) {
    return new IllegalArgumentException(
        "node " + node.name() + " (" + node.qualifiedOperator() + "): " + message);
  }
}
