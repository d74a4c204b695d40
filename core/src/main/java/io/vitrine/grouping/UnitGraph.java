package io.vitrine.grouping;

import io.vitrine.grouping.pattern.Group;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Groups in running order and which feeds which. A source of -1 - k is the network's input k.
 *
 * <p>Built anew after each rule in time linear in nodes and connections.
 */
final class UnitGraph {
  private final List<Group> units;
  private final List<int[]> sources = new ArrayList<>();
  private final List<int[]> makers = new ArrayList<>();
  private final List<int[]> targets = new ArrayList<>();
  private final Map<Integer, int[]> inputTargets = new HashMap<>();
  private final boolean[] isOutput;

  private UnitGraph(List<Group> units) {
    this.units = List.copyOf(units);
    this.isOutput = new boolean[units.size()];
  }

  static UnitGraph of(DataFlow flow, Map<String, Integer> indexOf, List<Group> units) {
    UnitGraph graph = new UnitGraph(units);
    int[] unitOf = new int[flow.nodes().size()];
    Arrays.fill(unitOf, Integer.MAX_VALUE);
    for (int u = 0; u < units.size(); u++) {
      int unit = u;
      units.get(u).allNodes().forEach(n -> unitOf[indexOf.getOrDefault(n.name(), 0)] = unit);
    }
    Map<Integer, Set<Integer>> reached = new HashMap<>();
    for (int u = 0; u < units.size(); u++) {
      graph.connect(u, flow, indexOf, unitOf, reached);
    }
    for (int u = 0; u < units.size(); u++) {
      graph.targets.add(indices(reached.getOrDefault(u, Set.of())));
    }
    reached.forEach((from, to) -> graph.addInput(from, to));
    return graph;
  }

  private void connect(
      int unit,
      DataFlow flow,
      Map<String, Integer> indexOf,
      int[] unitOf,
      Map<Integer, Set<Integer>> reached) {
    List<Integer> from = new ArrayList<>();
    units
        .get(unit)
        .mainNodes()
        .mapToInt(node -> indexOf.getOrDefault(node.name(), 0))
        .forEach(
            node -> {
              isOutput[unit] |= flow.isOutput(node);
              for (int source : flow.isSetting(node) ? new int[0] : flow.sources(node)) {
                int other = source < 0 ? source : unitOf[source];
                if (other != unit) {
                  from.add(other);
                  reached.computeIfAbsent(other, key -> new LinkedHashSet<>()).add(unit);
                }
              }
            });
    sources.add(indices(from));
    makers.add(indices(new LinkedHashSet<>(from)));
  }

  private void addInput(int from, Set<Integer> to) {
    if (from < 0) {
      inputTargets.put(from, indices(to));
    }
  }

  private static int[] indices(java.util.Collection<Integer> of) {
    return of.stream().mapToInt(Integer::intValue).toArray();
  }

  List<Group> units() {
    return units;
  }

  int size() {
    return units.size();
  }

  /** The units that feed one, with repetitions, in the order of its inputs. */
  int[] sources(int unit) {
    return sources.get(unit);
  }

  /** The units that feed one, each once, in the order of its inputs. */
  int[] makers(int unit) {
    return makers.get(unit);
  }

  /** The units that one feeds, each once, in running order. */
  int[] targets(int unit) {
    return unit < 0 ? inputTargets.getOrDefault(unit, new int[0]) : targets.get(unit);
  }

  /** Whether a unit makes an output of the network. */
  boolean isOutput(int unit) {
    return isOutput[unit];
  }

  /** Whether there is a unit of a kind. */
  boolean has(String kind) {
    return units.stream().anyMatch(unit -> unit.kind().equals(kind));
  }
}
