package io.vitrine.inspect;

import io.vitrine.inspect.NodeEntry.Port;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.operator.ParameterTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tensors and the nodes of a network, or those of them that were looked for.
 *
 * @param network its name
 * @param tensors in the file's order
 * @param nodes in running order, those of graphs inside a node, or of the local function that it
 *     calls, behind it
 */
public record Inventory(String network, List<TensorEntry> tensors, List<NodeEntry> nodes) {
  public Inventory {
    tensors = List.copyOf(tensors);
    nodes = List.copyOf(nodes);
  }

  /**
   * Everything in a network.
   *
   * @param tied a tensor's name by each further name that the file has for it
   */
  public static Inventory of(Network network, Map<String, String> tied) {
    Map<String, List<String>> others = new HashMap<>();
    tied.forEach(
        (other, name) -> others.computeIfAbsent(name, key -> new ArrayList<>()).add(other));
    List<TensorEntry> tensors =
        ParameterTable.of(network)
            .all()
            .map(
                entry ->
                    new TensorEntry(
                        entry.parameter(),
                        entry.role(),
                        entry.users(),
                        others.getOrDefault(entry.parameter().name(), List.of())))
            .toList();
    return new Inventory(network.name(), tensors, Listing.of(network));
  }

  /** What a query finds. */
  public Inventory select(Query query) {
    return query.isAll()
        ? this
        : new Inventory(
            network,
            tensors.stream().filter(tensor -> finds(query, tensor)).toList(),
            nodes.stream().filter(node -> finds(query, node)).toList());
  }

  private static boolean finds(Query query, TensorEntry tensor) {
    return query.names(Stream.concat(Stream.of(tensor.name()), tensor.otherNames().stream()))
        && query.operators(tensor.readers().stream().map(Node::qualifiedOperator))
        && query.shapes(Optional.of(tensor.parameter().shape()));
  }

  private static boolean finds(Query query, NodeEntry entry) {
    Optional<Port> first = entry.outputs().stream().findFirst();
    return query.names(
            Stream.concat(Stream.of(entry.path()), entry.node().origin().fileName().stream()))
        && query.operators(Stream.of(entry.node().qualifiedOperator()))
        && query.shapes(first.flatMap(port -> port.type().tensorShape()));
  }

  /** The tensor of a name, be it the first or a further one. */
  public Optional<TensorEntry> tensor(String name) {
    return tensors.stream()
        .filter(entry -> entry.name().equals(name) || entry.otherNames().contains(name))
        .findFirst();
  }

  /** The node of a path, or of a name in the file. */
  public Optional<NodeEntry> node(String path) {
    return nodes.stream()
        .filter(entry -> entry.path().equals(path))
        .findFirst()
        .or(
            () ->
                nodes.stream()
                    .filter(entry -> !path.isEmpty() && entry.node().origin().name().equals(path))
                    .findFirst());
  }

  /**
   * An error for a name that is neither a tensor's nor a node's, with the names most like it.
   *
   * @param name what was asked for
   */
  public IllegalArgumentException unknown(String name) {
    Stream<String> names =
        Stream.concat(tensors.stream().map(TensorEntry::name), nodes.stream().map(NodeEntry::path));
    List<String> near = NearNames.of(name, names);
    return new IllegalArgumentException(
        network
            + " has no tensor and no node '"
            + name
            + "'; "
            + (near.isEmpty()
                ? "without a name, all tensors are shown"
                : "the nearest names are " + String.join(", ", near)));
  }

  /** The bytes that all its tensors take. */
  public long bytes() {
    return tensors.stream().mapToLong(entry -> entry.parameter().bytes()).sum();
  }

  /** How many numbers all its tensors hold. */
  public long elements() {
    return tensors.stream().mapToLong(entry -> entry.parameter().count()).sum();
  }
}
