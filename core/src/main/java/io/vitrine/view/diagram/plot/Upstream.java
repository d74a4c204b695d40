package io.vitrine.view.diagram.plot;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a network's layers are fed by, near and far. */
final class Upstream {
  private final Map<String, Node> byName = new HashMap<>();
  private final Map<String, Node> makers = new HashMap<>();
  private final Map<String, Set<String>> known = new HashMap<>();

  Upstream(Network network) {
    for (Node node : network.nodes()) {
      byName.put(node.name(), node);
      node.outputs().forEach(output -> makers.put(output, node));
    }
  }

  /** Whether a layer's values go into another one, directly or by way of others. */
  boolean feeds(String layer, String other) {
    return known.computeIfAbsent(other, this::above).contains(layer);
  }

  /** The names of all nodes above one. */
  private Set<String> above(String name) {
    Set<String> above = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(Set.of(name));
    while (!open.isEmpty()) {
      Node node = byName.get(open.pop());
      for (String input : node == null ? Set.<String>of() : Set.copyOf(node.inputs())) {
        Node maker = makers.get(input);
        if (maker != null && above.add(maker.name())) {
          open.push(maker.name());
        }
      }
    }
    return above;
  }
}
