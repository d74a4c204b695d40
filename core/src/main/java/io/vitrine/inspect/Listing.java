package io.vitrine.inspect;

import io.vitrine.inspect.NodeEntry.Port;
import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.ValueType;
import io.vitrine.operator.InnerGraphs;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lists the nodes of a network, each followed by those of the graphs inside it and of the local
 * function that it calls. A function is listed at each call, with that call's shapes, so long as
 * the shapes at that call were kept: functions that call themselves end.
 */
final class Listing {
  private final Network network;
  private final ShapeTable shapes;
  private final List<NodeEntry> nodes = new ArrayList<>();

  private Listing(Network network) {
    this.network = network;
    this.shapes = ShapeInference.infer(network);
  }

  static List<NodeEntry> of(Network network) {
    Listing listing = new Listing(network);
    listing.add(network.graph(), "", listing.shapes.types());
    return listing.nodes;
  }

  private void add(Graph graph, String path, Map<String, ValueType> types) {
    for (Node node : graph.nodes()) {
      String own = path.isEmpty() ? node.name() : path + "/" + node.name();
      nodes.add(
          new NodeEntry(own, node, ports(node.inputs(), types), ports(node.outputs(), types)));
      node.attributes()
          .forEach(
              (name, value) -> {
                if (value instanceof Attribute.OfGraph inner) {
                  addInner(inner.value(), ShapeTable.inside(path, node.name(), name), types);
                }
              });
      addCalled(node, path);
    }
  }

  private void addInner(Graph graph, String key, Map<String, ValueType> outer) {
    Map<String, ValueType> known = new HashMap<>(outer);
    known.putAll(shapes.inside().getOrDefault(key, Map.of()));
    add(graph, key, known);
  }

  private void addCalled(Node node, String path) {
    Graph function = network.functions().get(node.qualifiedOperator());
    String key = ShapeTable.inside(path, node.name(), node.operator());
    Map<String, ValueType> known = shapes.inside().get(key);
    if (function != null && known != null) {
      add(InnerGraphs.bound(function, node.attributes()), key, known);
    }
  }

  private static List<Port> ports(List<String> values, Map<String, ValueType> types) {
    return values.stream()
        .filter(value -> !value.isEmpty())
        .map(value -> new Port(value, types.getOrDefault(value, ValueType.unknown())))
        .toList();
  }
}
