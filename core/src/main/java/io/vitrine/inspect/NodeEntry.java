package io.vitrine.inspect;

import io.vitrine.model.Node;
import io.vitrine.model.ValueType;
import java.util.List;

/**
 * A node of a network.
 *
 * @param path where it is: its name, behind the path of the graph that it lies in where that is
 *     inside another node, {@code loop/body/Conv_3}
 * @param node the node
 * @param inputs what it reads, omitted inputs left out
 * @param outputs what it makes
 */
public record NodeEntry(String path, Node node, List<Port> inputs, List<Port> outputs) {
  /**
   * A value or parameter at a node.
   *
   * @param name the value's
   * @param type what is known of it
   */
  public record Port(String name, ValueType type) {}

  public NodeEntry {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }
}
