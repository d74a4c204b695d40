package io.vitrine.grouping;

import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Rule;
import io.vitrine.model.Network;
import io.vitrine.operator.ShapeTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;

/** Applies rules one after another; each makes one group of each of its matches. */
final class Contraction {
  private final Network network;
  private final DataFlow flow;
  private final ShapeTable shapes;
  private final Map<String, Integer> indexOf = new HashMap<>();
  private UnitGraph graph;

  private Contraction(Network network, ShapeTable shapes) {
    this.network = network;
    this.flow = DataFlow.of(network);
    this.shapes = shapes;
    for (int i = 0; i < network.nodes().size(); i++) {
      indexOf.put(network.nodes().get(i).name(), i);
    }
    this.graph = UnitGraph.of(flow, indexOf, flow.leaves());
  }

  /** The groups that are left after all rules, in running order. */
  static UnitGraph of(Network network, ShapeTable shapes, List<Rule> rules) {
    Contraction contraction = new Contraction(network, shapes);
    rules.forEach(contraction::apply);
    return contraction.graph;
  }

  private void apply(Rule rule) {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the grouping of " + network.name() + " was interrupted");
    }
    if (!rule.after().isEmpty() && !graph.has(rule.after())) {
      return;
    }
    List<List<Integer>> matches = Matcher.matches(graph, network.inputs().size(), shapes, rule);
    if (matches.isEmpty()) {
      return;
    }
    Map<Integer, Group> atExit = new HashMap<>();
    Set<Integer> inside = new HashSet<>();
    for (List<Integer> match : matches) {
      List<Group> members = match.stream().map(unit -> graph.units().get(unit)).toList();
      atExit.put(
          match.get(match.size() - 1),
          Group.of(Paths.of(rule.kind(), members), rule.kind(), rule.display(), members));
      inside.addAll(match);
    }
    List<Group> units = new ArrayList<>();
    for (int unit = 0; unit < graph.size(); unit++) {
      if (atExit.containsKey(unit)) {
        units.add(atExit.get(unit));
      } else if (!inside.contains(unit)) {
        units.add(graph.units().get(unit));
      }
    }
    graph = UnitGraph.of(flow, indexOf, units);
  }
}
