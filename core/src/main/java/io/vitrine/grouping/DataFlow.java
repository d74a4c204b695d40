package io.vitrine.grouping;

import io.vitrine.grouping.pattern.Group;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Value;
import io.vitrine.operator.Readers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which node's data flows into which, by index. Nodes that see no data but only parameters,
 * constants and sizes compute settings of others: they belong to the first node that uses them.
 */
final class DataFlow {
  private static final Set<String> SIZES = Set.of("Shape", "Size");
  private static final Set<String> SOURCES =
      Set.of("RandomNormal", "RandomUniform", "RandomNormalLike", "RandomUniformLike");

  private final List<Node> nodes;
  private final int[][] sources;
  private final boolean[] isSetting;
  private final boolean[] isOutput;

  private DataFlow(List<Node> nodes, int[][] sources, boolean[] isSetting, boolean[] isOutput) {
    this.nodes = nodes;
    this.sources = sources;
    this.isSetting = isSetting;
    this.isOutput = isOutput;
  }

  static DataFlow of(Network network) {
    List<Node> nodes = network.nodes();
    Map<String, Integer> makers = new HashMap<>();
    for (int k = 0; k < network.inputs().size(); k++) {
      makers.put(network.inputs().get(k).name(), -1 - k);
    }
    network.parameters().forEach(parameter -> makers.remove(parameter.name()));
    Set<String> outputs = new HashSet<>(network.outputs().stream().map(Value::name).toList());
    int[][] sources = new int[nodes.size()][];
    boolean[] isSetting = new boolean[nodes.size()];
    boolean[] isOutput = new boolean[nodes.size()];
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      sources[i] =
          Readers.names(node)
              .filter(makers::containsKey)
              .mapToInt(name -> makers.getOrDefault(name, 0))
              .toArray();
      isOutput[i] = node.outputs().stream().anyMatch(outputs::contains);
      isSetting[i] = !isOutput[i] && isSetting(node, sources[i].length);
      if (!isSetting[i]) {
        int index = i;
        node.outputs().forEach(name -> makers.put(name, index));
      }
    }
    return new DataFlow(nodes, sources, isSetting, isOutput);
  }

  private static boolean isSetting(Node node, int data) {
    return SIZES.contains(node.operator()) || data == 0 && !SOURCES.contains(node.operator());
  }

  /** One group for each node that sees data, each with the nodes that compute its settings. */
  List<Group> leaves() {
    Map<String, Integer> settingOf = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (isSetting[i]) {
        int index = i;
        nodes.get(i).outputs().forEach(name -> settingOf.putIfAbsent(name, index));
      }
    }
    int[] owner = owners(settingOf);
    List<List<Node>> settings = new ArrayList<>();
    nodes.forEach(node -> settings.add(new ArrayList<>()));
    for (int i = 0; i < nodes.size(); i++) {
      if (owner[i] != i) {
        settings.get(owner[i]).add(nodes.get(i));
      }
    }
    List<Group> leaves = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (owner[i] == i) {
        leaves.add(Group.of(nodes.get(i), settings.get(i)));
      }
    }
    return leaves;
  }

  /** Each node's owner: itself, or of a setting the first node that uses it in the end. */
  private int[] owners(Map<String, Integer> settingOf) {
    int[] owner = new int[nodes.size()];
    Arrays.fill(owner, -1);
    for (int i = nodes.size() - 1; i >= 0; i--) {
      int mine = owner[i] < 0 || !isSetting[i] ? i : owner[i];
      owner[i] = mine;
      Readers.names(nodes.get(i))
          .filter(settingOf::containsKey)
          .forEach(name -> owner[settingOf.getOrDefault(name, 0)] = mine);
    }
    return owner;
  }

  List<Node> nodes() {
    return nodes;
  }

  /** The nodes whose data a node takes, with repetitions; -1 - k for the network's input k. */
  int[] sources(int node) {
    return sources[node];
  }

  boolean isOutput(int node) {
    return isOutput[node];
  }

  boolean isSetting(int node) {
    return isSetting[node];
  }
}
