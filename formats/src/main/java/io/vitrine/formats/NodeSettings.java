package io.vitrine.formats;

import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Refuses nodes whose settings no operator can have, whatever format they came from: windows of no
 * size, steps of 0, which would divide by it, and no groups or features. What is left open for a
 * function's caller is not looked at.
 */
final class NodeSettings {
  /** Settings of the operators of ONNX and of ONNX Runtime's that are 1 or more. */
  private static final Set<String> POSITIVE =
      Set.of(
          "kernel_shape",
          "strides",
          "dilations",
          "group",
          "offset_group",
          "blocksize",
          "hidden_size",
          "num_groups",
          "num_heads");

  private static final Set<String> DOMAINS = Set.of("", "ai.onnx", "com.microsoft");

  private final String file;

  private NodeSettings(String file) {
    this.file = file;
  }

  /**
   * Looks at all nodes, also those inside others and in functions.
   *
   * @param file named in the error
   * @throws ModelFormatException for the first one; it names the node
   */
  static void check(String file, Network network) throws ModelFormatException {
    NodeSettings settings = new NodeSettings(file);
    settings.check(network.graph());
    for (Graph function : network.functions().values()) {
      settings.check(function);
    }
  }

  private void check(Graph graph) throws ModelFormatException {
    for (Node node : graph.nodes()) {
      boolean known = DOMAINS.contains(node.domain());
      for (Map.Entry<String, Attribute> attribute : node.attributes().entrySet()) {
        if (attribute.getValue() instanceof Attribute.OfGraph inner) {
          check(inner.value());
        } else if (known && POSITIVE.contains(attribute.getKey())) {
          check(node, attribute.getKey(), values(attribute.getValue()));
        }
      }
    }
  }

  private static List<Long> values(Attribute attribute) {
    if (attribute instanceof Attribute.OfInt number) {
      return List.of(number.value());
    }
    return attribute instanceof Attribute.OfInts numbers ? numbers.values() : List.of();
  }

  private void check(Node node, String setting, List<Long> values) throws ModelFormatException {
    if (values.stream().anyMatch(value -> value < 1)) {
      throw new ModelFormatException(
          "%s, node '%s' (%s): expected %s of 1 or more, found %s"
              .formatted(
                  file,
                  node.name(),
                  node.qualifiedOperator(),
                  setting,
                  values.size() == 1 ? values.get(0) : values));
    }
  }
}
