package io.vitrine.view.diagram;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.operator.Operators;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The chain of nodes from an input to the first output that has the most layers; of equals the one
 * through the earlier input. One pass over the nodes, which are in running order.
 */
final class MainPath {
  private final Network network;
  private final Map<String, Node> producers = new HashMap<>();
  private final Map<Node, Integer> lengths = new HashMap<>();
  private final Map<Node, Node> before = new HashMap<>();

  private MainPath(Network network) {
    this.network = network;
  }

  /** The chain in running order; empty where no node makes the output. */
  static List<Node> of(Network network) {
    return new MainPath(network).find();
  }

  private List<Node> find() {
    for (Node node : network.nodes()) {
      measure(node);
      node.outputs().forEach(output -> producers.putIfAbsent(output, node));
    }
    List<Node> chain = new ArrayList<>();
    Set<Node> seen = new LinkedHashSet<>();
    @Nullable Node node =
        network.outputs().isEmpty() ? null : producers.get(network.outputs().get(0).name());
    while (node != null && seen.add(node)) {
      chain.add(node);
      node = before.get(node);
    }
    Collections.reverse(chain);
    return chain;
  }

  private void measure(Node node) {
    int longest = 0;
    for (String input : node.inputs()) {
      Node producer = producers.get(input);
      int length = producer == null ? 0 : lengths.getOrDefault(producer, 0);
      if (producer != null && (length > longest || !before.containsKey(node))) {
        longest = length;
        before.put(node, producer);
      }
    }
    lengths.put(node, longest + (Operators.isLayer(node) ? 1 : 0));
  }
}
