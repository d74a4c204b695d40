package io.vitrine.view.diagram;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.operator.Operators;
import io.vitrine.view.diagram.Blocks.Skip;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the connections of a network that pass by its chain of blocks. */
final class Skips {
  private final Network network;
  private final List<Block> chain;
  private final Map<String, Node> producers = new HashMap<>();
  private final Map<String, Integer> blockOfValue = new HashMap<>();
  private final Set<Node> shown = new LinkedHashSet<>();

  private Skips(Network network, List<Block> chain) {
    this.network = network;
    this.chain = chain;
    for (Node node : network.nodes()) {
      node.outputs().forEach(output -> producers.putIfAbsent(output, node));
    }
    for (int i = 0; i < chain.size(); i++) {
      int index = i;
      if (chain.get(i).kind() == Block.Kind.INPUT) {
        blockOfValue.put(chain.get(i).path(), i);
      }
      for (Node node : chain.get(i).layers()) {
        shown.add(node);
        node.outputs().forEach(output -> blockOfValue.put(output, index));
      }
    }
  }

  static Blocks find(Network network, List<Block> chain) {
    return new Skips(network, chain).blocks();
  }

  private Blocks blocks() {
    List<Skip> skips = new ArrayList<>();
    for (int i = 0; i < chain.size(); i++) {
      if (chain.get(i).kind() == Block.Kind.MERGE) {
        addSkips(i, skips);
      }
    }
    Set<String> passed = new LinkedHashSet<>();
    skips.forEach(skip -> passed.addAll(skip.through()));
    List<String> leftOut =
        network.nodes().stream()
            .filter(node -> Operators.isLayer(node) && !shown.contains(node))
            .map(Node::name)
            .filter(name -> !passed.contains(name))
            .toList();
    return new Blocks(chain, skips, leftOut);
  }

  /** Walks back from each input of a merging block to the blocks of the chain that feed it. */
  private void addSkips(int block, List<Skip> skips) {
    Node merge = chain.get(block).parts().get(0).layers().get(0);
    Map<Integer, Set<String>> sources = new HashMap<>();
    for (String input : merge.inputs()) {
      walkBack(input, sources);
    }
    sources.forEach(
        (from, through) -> {
          if (from < block - 1) {
            skips.add(new Skip(from, block, List.copyOf(through)));
          }
        });
  }

  private void walkBack(String input, Map<Integer, Set<String>> sources) {
    Set<String> through = new LinkedHashSet<>();
    Set<Integer> found = new LinkedHashSet<>();
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(input));
    while (!open.isEmpty()) {
      String value = open.pop();
      Integer block = blockOfValue.get(value);
      Node producer = producers.get(value);
      if (block != null) {
        found.add(block);
      } else if (producer != null && seen.add(value)) {
        if (Operators.isLayer(producer)) {
          through.add(producer.name());
        }
        producer.inputs().stream().filter(name -> !name.isEmpty()).forEach(open::push);
      }
    }
    found.forEach(
        block -> sources.computeIfAbsent(block, key -> new LinkedHashSet<>()).addAll(through));
  }
}
