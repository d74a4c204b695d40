package io.vitrine.summary;

import static java.util.stream.Collectors.toSet;

import io.vitrine.model.Node;
import io.vitrine.operator.Operators;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.entry.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A tree over dotted paths. Children stand in the order in which they first run; a path whose
 * layers do not run in one go still makes one group.
 *
 * @param path the dotted path, empty for the whole network
 * @param depth how many names the path has
 * @param node the node of a leaf
 * @param unused the parameter of a leaf that no node reads
 * @param children of a group
 * @param isShown whether it is or holds a row: a layer, a node that reads parameters, or an unused
 *     parameter; others only rearrange numbers
 */
record LayerTree(
    String path,
    int depth,
    Optional<Node> node,
    Optional<ParameterTable.Entry> unused,
    List<LayerTree> children,
    boolean isShown) {
  /** Names nested deeper than this stay together; no network made by people comes near. */
  private static final int DEEPEST = 64;

  LayerTree {
    children = List.copyOf(children);
  }

  /** The tree of a network's nodes, and of the parameters that none of them reads. */
  static LayerTree of(List<Node> nodes, ParameterTable parameters) {
    Set<String> readers = new HashSet<>();
    Set<String> weights = new HashSet<>();
    List<LayerTree> leaves = new ArrayList<>();
    parameters
        .all()
        .filter(entry -> entry.role() != Role.CONSTANT)
        .forEach(
            entry -> {
              weights.add(entry.parameter().name());
              entry.users().forEach(node -> readers.add(node.name()));
            });
    for (Node node : nodes) {
      boolean ofAnother =
          ParameterTable.isConversion(node)
              && node.input(0).filter(weights::contains).isPresent()
              && !readers.contains(node.name());
      boolean shown = !ofAnother && (Operators.isLayer(node) || readers.contains(node.name()));
      leaves.add(leaf(node.name(), Optional.of(node), Optional.empty(), shown));
    }
    parameters
        .all()
        .filter(entry -> entry.sharers().isEmpty() && entry.role() != Role.CONSTANT)
        .filter(entry -> entry.parameter().copy().isEmpty())
        .map(entry -> leaf(entry.parameter().name(), Optional.empty(), Optional.of(entry), true))
        .forEach(leaves::add);
    return group("", 0, leaves);
  }

  private static LayerTree leaf(
      String path, Optional<Node> node, Optional<ParameterTable.Entry> unused, boolean shown) {
    return new LayerTree(path, 0, node, unused, List.of(), shown);
  }

  private static LayerTree group(String prefix, int depth, List<LayerTree> leaves) {
    Map<String, List<LayerTree>> parts = new LinkedHashMap<>();
    for (LayerTree leaf : leaves) {
      int dot = depth < DEEPEST ? leaf.path.indexOf('.', prefix.length()) : -1;
      String part = dot < 0 ? leaf.path : leaf.path.substring(0, dot + 1);
      parts.computeIfAbsent(part, key -> new ArrayList<>()).add(leaf);
    }
    List<LayerTree> children = new ArrayList<>();
    parts.forEach(
        (part, below) -> {
          if (part.endsWith(".") && part.length() > prefix.length() && depth < DEEPEST) {
            children.add(group(part, depth + 1, below));
          } else {
            below.forEach(leaf -> children.add(leaf.at(depth + 1)));
          }
        });
    String path = prefix.isEmpty() ? "" : prefix.substring(0, prefix.length() - 1);
    boolean shown = children.stream().anyMatch(LayerTree::isShown);
    return new LayerTree(path, depth, Optional.empty(), Optional.empty(), children, shown);
  }

  private LayerTree at(int newDepth) {
    return new LayerTree(path, newDepth, node, unused, children, isShown);
  }

  boolean isGroup() {
    return node.isEmpty() && unused.isEmpty();
  }

  /** The children that are or hold rows. */
  List<LayerTree> shown() {
    return children.stream().filter(LayerTree::isShown).toList();
  }

  /** The nodes of this leaf or below this group, in the tree's order. */
  Stream<Node> nodes() {
    return isGroup() ? children.stream().flatMap(LayerTree::nodes) : node.stream();
  }

  /**
   * Whether its children form a chain: each reads one value at most, and that one is made by the
   * child before. What is read from {@code given} (parameters) or made from nothing is no link.
   */
  boolean isChain(Set<String> given) {
    Set<String> free = new HashSet<>(given);
    Optional<Set<String>> before = Optional.empty();
    for (LayerTree child : children) {
      Set<String> made = child.nodes().flatMap(node -> node.outputs().stream()).collect(toSet());
      Set<String> read = child.nodes().flatMap(node -> node.inputs().stream()).collect(toSet());
      read.removeIf(value -> value.isEmpty() || made.contains(value) || free.contains(value));
      if (read.isEmpty()) {
        free.addAll(made);
      } else if (read.size() > 1 || before.filter(last -> !last.containsAll(read)).isPresent()) {
        return false;
      } else {
        before = Optional.of(made);
      }
    }
    return before.isPresent();
  }
}
