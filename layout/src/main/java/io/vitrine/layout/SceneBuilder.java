package io.vitrine.layout;

import io.vitrine.figure.Tag;
import io.vitrine.grouping.Cut;
import io.vitrine.grouping.Grouping;
import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Origin;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.operator.Readers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts a network's nodes on stages by its groups and a cut, and finds what goes from where to
 * where.
 */
final class SceneBuilder {
  /** Layers with what refines them: closed where a depth says so, but no frames. */
  private static final Set<String> UNFRAMED =
      Set.of(
          Kinds.ACTIVATION,
          Kinds.NORMALIZATION,
          Kinds.CONVOLUTION,
          Kinds.UPSAMPLING,
          Kinds.POOLING,
          Kinds.LINEAR,
          Kinds.SOFTMAX,
          Kinds.EMBEDDING,
          Kinds.ATTENTION_CORE,
          Kinds.REPEAT);

  private final Grouping grouping;
  private final Network network;
  private final Cut cut;
  private final Cards cards;
  private final Set<Group> dissolved;
  private final Set<Group> holding = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Map<String, Integer> ranks = new HashMap<>();
  private final Stage whole = Stage.whole();
  private final Map<String, Entry> placed = new HashMap<>();
  private final List<Signal> signals = new ArrayList<>();

  /**
   * A builder that opens some groups without a frame, whatever the cut says.
   *
   * @param dissolved by identity
   */
  SceneBuilder(Grouping grouping, Cut cut, Cards cards, Set<Group> dissolved) {
    this.grouping = grouping;
    this.network = grouping.network();
    this.cut = cut;
    this.cards = cards;
    this.dissolved = dissolved;
  }

  /** The network's own stage, with all others in it. */
  Stage build() {
    for (int i = 0; i < network.nodes().size(); i++) {
      ranks.put(network.nodes().get(i).name(), i);
    }
    hold(grouping.root());
    Scope scope =
        Scope.of(
            network.graph(),
            name -> grouping.shapes().types().getOrDefault(name, ValueType.unknown()));
    constants(network.graph(), scope);
    grouping.root().members().forEach(member -> show(member, whole, 1, scope));
    inputs(network.graph(), whole, scope);
    for (Node node : network.nodes()) {
      Optional.ofNullable(placed.get(node.name())).ifPresent(entry -> make(node, entry, scope));
    }
    network.nodes().forEach(node -> connect(node, scope));
    outputs(scope);
    return whole;
  }

  List<Signal> signals() {
    return signals;
  }

  private boolean hold(Group group) {
    boolean holds = cut.expanded().contains(group.path());
    for (Group member : group.members()) {
      holds |= hold(member);
    }
    if (holds) {
      holding.add(group);
    }
    return holds;
  }

  private void show(Group group, Stage stage, int level, Scope scope) {
    boolean several = group.is(Kinds.REPEAT, Kinds.PERIOD) && !isFolded(group, level);
    if (group.isNode() || dissolved.contains(group) || several) {
      group.nodes().forEach(node -> add(node, stage, scope));
      group.members().forEach(member -> show(member, stage, level, scope));
    } else if (isClosed(group, level) && group.allNodes().count() == 1 && !group.is(Kinds.REPEAT)) {
      group.allNodes().forEach(node -> add(node, stage, scope));
    } else if (isClosed(group, level)) {
      Entry entry = stage.add(rank(group), cards.group(group, stage));
      group.allNodes().forEach(node -> placed.put(node.name(), entry));
    } else if (UNFRAMED.contains(group.kind()) || !isNamed(group)) {
      group.members().forEach(member -> show(member, stage, level + 1, scope));
    } else {
      Stage inner =
          stage.within(
              rank(group),
              group.path(),
              heading(group, stage),
              cards.tag("frame-" + group.path(), group.path()),
              Optional.of(group));
      group.members().forEach(member -> show(member, inner, level + 1, scope));
    }
  }

  /** Whether equal groups are drawn as one box: where they are asked for, or each is closed. */
  private boolean isFolded(Group group, int level) {
    return cut.collapsed().contains(group.path())
        || group.is(Kinds.REPEAT) && isClosed(group, level) && !holding.contains(group);
  }

  private boolean isClosed(Group group, int level) {
    if (cut.collapsed().contains(group.path())) {
      return true;
    }
    return cut.depth().isPresent() && level >= cut.depth().getAsInt() && !holding.contains(group);
  }

  /** Whether the names of all its nodes begin with its path, and there are several. */
  private static boolean isNamed(Group group) {
    String beginning = group.path() + ".";
    return group.members().size() > 1
        && group.mainNodes().allMatch(node -> node.name().startsWith(beginning));
  }

  private int rank(Group group) {
    return group.allNodes().mapToInt(n -> ranks.getOrDefault(n.name(), 0)).min().orElse(0);
  }

  /** A module's path, with its class where the file says it. */
  private static String heading(Group group, Stage stage) {
    String name = stage.relative(group.path());
    return group
        .allNodes()
        .findFirst()
        .map(node -> node.origin().modules().get(group.path()))
        .map(type -> name + " · " + Origin.simpleName(type))
        .orElse(name);
  }

  /** Nodes that always make the same stand in the boxes that read it, unless they are outputs. */
  private static void constants(Graph graph, Scope scope) {
    Set<String> outputs = new HashSet<>();
    graph.outputs().forEach(output -> outputs.add(output.name()));
    for (Node node : graph.nodes()) {
      if (isConstant(node) && !outputs.contains(node.output())) {
        List<String> texts = Texts.attributes(node);
        String text = texts.isEmpty() ? "" : texts.get(0);
        scope.putConstant(node.output(), text.substring(text.indexOf(' ') + 1));
      }
    }
  }

  private static boolean isConstant(Node node) {
    return node.operator().equals("Constant") && node.inputs().isEmpty();
  }

  private void add(Node node, Stage stage, Scope scope) {
    if (isConstant(node) && scope.constant(node.output()).isPresent()) {
      return;
    }
    double rank = ranks.getOrDefault(node.name(), 0);
    Entry entry = addTo(node, stage, rank, scope);
    placed.put(node.name(), entry);
  }

  /** A node's card, in a frame with the graphs inside it where there are such. */
  private Entry addTo(Node node, Stage stage, double rank, Scope scope) {
    if (innerGraphs(node).isEmpty()) {
      return stage.add(rank, cards.operator(node, stage, scope));
    }
    Tag tag = cards.tag("frame-" + node.name(), node.name());
    String heading = node.operator() + " · " + stage.relative(node.name());
    Stage frame = stage.within(rank, node.name(), heading, tag, Optional.empty());
    return frame.add(Double.MAX_VALUE, cards.operator(node, frame, scope));
  }

  private static Map<String, Graph> innerGraphs(Node node) {
    Map<String, Graph> graphs = new LinkedHashMap<>();
    node.attributes()
        .forEach(
            (key, attribute) -> {
              if (attribute instanceof Attribute.OfGraph graph) {
                graphs.put(key, graph.value());
              } else if (attribute instanceof Attribute.OfGraphs several) {
                for (int i = 0; i < several.values().size(); i++) {
                  graphs.put(key + "[" + i + "]", several.values().get(i));
                }
              }
            });
    return graphs;
  }

  private Signal signal(String name, ValueType type, Entry maker, Scope scope) {
    Signal signal = new Signal(signals.size(), name, type, maker);
    signals.add(signal);
    scope.put(name, signal);
    return signal;
  }

  private void make(Node node, Entry entry, Scope scope) {
    for (String output : node.outputs()) {
      if (!output.isEmpty()) {
        signal(output, scope.type(output), entry, scope);
      }
    }
  }

  private void inputs(Graph graph, Stage stage, Scope scope) {
    for (Value input : graph.inputs()) {
      if (!scope.isParameter(input.name())) {
        ValueType known = scope.type(input.name());
        ValueType type = known instanceof ValueType.Unknown ? input.type() : known;
        Entry entry = stage.add(-1, cards.terminal(input, type, "input"));
        signal(input.name(), type, entry, scope);
      }
    }
  }

  private void outputs(Scope scope) {
    for (Value output : network.outputs()) {
      scope
          .signal(output.name())
          .ifPresent(
              signal -> {
                double rank = signal.maker().rank() + 0.5;
                Card card = cards.terminal(output, signal.type(), "output");
                Crossings.lead(signal, whole.add(rank, card));
              });
    }
  }

  /** Leads to a node what it reads, and builds the graphs inside it. */
  private void connect(Node node, Scope scope) {
    Entry entry = placed.get(node.name());
    if (entry == null) {
      return;
    }
    Map<String, Graph> graphs = innerGraphs(node);
    boolean isOpen = !graphs.isEmpty() && entry.card().flatMap(Card::group).isEmpty();
    int first = !isOpen ? Integer.MAX_VALUE : firstInput(node);
    for (int i = 0; i < Math.min(first, node.inputs().size()); i++) {
      scope.signal(node.inputs().get(i)).ifPresent(signal -> Crossings.lead(signal, entry));
    }
    graphs.forEach(
        (key, graph) -> {
          if (isOpen) {
            inner(node, entry, key, graph, scope.within(graph), scope);
          } else {
            captured(graph, entry, scope);
          }
        });
  }

  /** From which of its inputs on a node hands them to the graph inside it. */
  private static int firstInput(Node node) {
    return switch (node.operator()) {
      case "Loop" -> 2;
      case "Scan", "SequenceMap" -> 0;
      default -> Integer.MAX_VALUE;
    };
  }

  /** What a graph in a closed box reads of what is around it. */
  private void captured(Graph graph, Entry entry, Scope scope) {
    for (Node node : graph.nodes()) {
      Readers.names(node)
          .distinct()
          .forEach(name -> scope.signal(name).ifPresent(signal -> Crossings.lead(signal, entry)));
    }
  }

  private void inner(Node node, Entry entry, String key, Graph graph, Scope scope, Scope around) {
    Tag tag = cards.tag("frame-" + node.name() + "." + key, node.name() + "." + key);
    Stage stage = entry.stage().within(0, node.name(), key, tag, Optional.empty());
    constants(graph, scope);
    inputs(graph, stage, scope);
    int first = firstInput(node);
    for (int i = first; i < node.inputs().size() && i < graph.inputs().size(); i++) {
      Optional<Signal> pill = scope.signal(graph.inputs().get(i).name());
      Optional<Signal> given = around.signal(node.inputs().get(i));
      if (pill.isPresent() && given.isPresent()) {
        Crossings.lead(given.get(), pill.get().maker());
      }
    }
    for (int i = 0; i < graph.nodes().size(); i++) {
      Node child = graph.nodes().get(i);
      if (!(isConstant(child) && scope.constant(child.output()).isPresent())) {
        Entry placedChild = addTo(child, stage, i, scope);
        make(child, placedChild, scope);
        connectInner(child, placedChild, scope);
      }
    }
    for (Value output : graph.outputs()) {
      scope.signal(output.name()).ifPresent(signal -> Crossings.lead(signal, entry));
    }
  }

  private void connectInner(Node child, Entry entry, Scope scope) {
    Map<String, Graph> graphs = innerGraphs(child);
    int first = graphs.isEmpty() ? Integer.MAX_VALUE : firstInput(child);
    for (int i = 0; i < Math.min(first, child.inputs().size()); i++) {
      scope.signal(child.inputs().get(i)).ifPresent(signal -> Crossings.lead(signal, entry));
    }
    graphs.forEach((key, graph) -> inner(child, entry, key, graph, scope.within(graph), scope));
  }
}
