package io.vitrine.formats.onnx;

import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Puts nodes in an order in which they can be run: the file's own where it is one, else the file's
 * order with every node moved behind those it depends on.
 *
 * <p>A node depends on the nodes that make what it reads, and what the graphs inside it read from
 * outside. Kahn's algorithm with the position in the file as priority, O(E log V).
 */
final class GraphOrder {
  private final List<Node> nodes;
  private final int[][] needs;

  private GraphOrder(List<Node> nodes, Map<String, Integer> makers) {
    this.nodes = nodes;
    this.needs = new int[nodes.size()][];
    for (int i = 0; i < needs.length; i++) {
      needs[i] =
          reads(nodes.get(i)).stream()
              .filter(makers::containsKey)
              .mapToInt(makers::get)
              .distinct()
              .toArray();
    }
  }

  /**
   * The nodes in running order.
   *
   * @param where named in errors
   * @throws ModelFormatException where nodes depend on each other in a circle, or two make one
   *     value
   */
  static List<Node> of(List<Node> nodes, ProtoReader where) throws ModelFormatException {
    Map<String, Integer> makers = makers(nodes, where);
    return isOrdered(nodes, makers) ? nodes : new GraphOrder(nodes, makers).sorted(where);
  }

  /** The position of the node that makes each value. */
  private static Map<String, Integer> makers(List<Node> nodes, ProtoReader where)
      throws ModelFormatException {
    Map<String, Integer> makers = new HashMap<>(nodes.size() * 2);
    for (int i = 0; i < nodes.size(); i++) {
      for (String output : nodes.get(i).outputs()) {
        Integer other = output.isEmpty() ? null : makers.put(output, i);
        if (other != null) {
          throw where.fault(
              "the value '"
                  + output
                  + "' is made twice, by "
                  + nodes.get(other).name()
                  + " and by "
                  + nodes.get(i).name());
        }
      }
    }
    return makers;
  }

  private static boolean isOrdered(List<Node> nodes, Map<String, Integer> makers) {
    for (int i = 0; i < nodes.size(); i++) {
      for (String read : reads(nodes.get(i))) {
        if (makers.getOrDefault(read, -1) >= i) {
          return false;
        }
      }
    }
    return true;
  }

  private List<Node> sorted(ProtoReader where) throws ModelFormatException {
    List<List<Integer>> readers = new ArrayList<>();
    nodes.forEach(node -> readers.add(new ArrayList<>(2)));
    int[] open = new int[nodes.size()];
    PriorityQueue<Integer> ready = new PriorityQueue<>();
    for (int i = 0; i < open.length; i++) {
      open[i] = needs[i].length;
      for (int need : needs[i]) {
        readers.get(need).add(i);
      }
      if (open[i] == 0) {
        ready.add(i);
      }
    }
    List<Node> sorted = new ArrayList<>();
    while (!ready.isEmpty()) {
      int next = ready.remove();
      sorted.add(nodes.get(next));
      for (int reader : readers.get(next)) {
        if (--open[reader] == 0) {
          ready.add(reader);
        }
      }
    }
    if (sorted.size() < nodes.size()) {
      throw where.fault("the graph has a cycle: " + cycle(open));
    }
    return sorted;
  }

  /** Nodes of one circle, each reading from the next, found by walking among the unsorted ones. */
  private String cycle(int[] open) {
    int at = 0;
    while (open[at] == 0) {
      at++;
    }
    BitSet seen = new BitSet();
    List<Integer> walk = new ArrayList<>();
    while (!seen.get(at)) {
      seen.set(at);
      walk.add(at);
      for (int need : needs[at]) {
        if (open[need] > 0) {
          at = need;
          break;
        }
      }
    }
    List<Integer> circle = walk.subList(walk.indexOf(at), walk.size());
    StringBuilder text = new StringBuilder();
    circle.stream().limit(8).forEach(i -> text.append(nodes.get(i).name()).append(" reads from "));
    return circle.size() > 8
        ? text + "... (" + circle.size() + " nodes)"
        : text + nodes.get(at).name();
  }

  /** What a node reads, its own inputs and what the graphs in its attributes take from outside. */
  private static List<String> reads(Node node) {
    if (node.attributes().isEmpty()) {
      return node.inputs();
    }
    Set<String> captured = new LinkedHashSet<>();
    node.attributes().values().forEach(attribute -> captured(attribute, captured));
    if (captured.isEmpty()) {
      return node.inputs();
    }
    captured.addAll(node.inputs());
    return List.copyOf(captured);
  }

  private static void captured(Attribute attribute, Set<String> into) {
    if (attribute instanceof Attribute.OfGraph one) {
      captured(one.value(), into);
    } else if (attribute instanceof Attribute.OfGraphs many) {
      many.values().forEach(graph -> captured(graph, into));
    }
  }

  private static void captured(Graph graph, Set<String> into) {
    Set<String> inside = new HashSet<>();
    graph.inputs().stream().map(Value::name).forEach(inside::add);
    graph.parameters().stream().map(Parameter::name).forEach(inside::add);
    graph.nodes().forEach(node -> inside.addAll(node.outputs()));
    Set<String> read = new LinkedHashSet<>();
    graph.nodes().forEach(node -> read.addAll(reads(node)));
    graph.outputs().stream().map(Value::name).forEach(read::add);
    read.removeAll(inside);
    into.addAll(read);
  }
}
