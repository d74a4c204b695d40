package io.vitrine.operator;

import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.operator.entry.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What each parameter of a network is and which nodes read it. A tensor counts once however often
 * it is used; where several nodes read one, it is tied and belongs to the first of them.
 */
public final class ParameterTable {
  /**
   * One parameter.
   *
   * @param role what it is to the first node that reads it
   * @param users the nodes that read it, in running order; empty for a parameter nothing reads
   */
  public record Entry(Parameter parameter, Role role, List<Node> users) {
    public Entry {
      users = List.copyOf(users);
    }

    public boolean isTied() {
      return users.size() > 1;
    }
  }

  private final Map<String, Entry> entries;

  private ParameterTable(Map<String, Entry> entries) {
    this.entries = entries;
  }

  public static ParameterTable of(Network network) {
    Map<String, List<Node>> users = new LinkedHashMap<>();
    Map<String, Role> roles = new LinkedHashMap<>();
    for (Node node : network.nodes()) {
      for (int i = 0; i < node.inputs().size(); i++) {
        String input = node.inputs().get(i);
        List<Node> readers = users.computeIfAbsent(input, name -> new ArrayList<>());
        if (readers.isEmpty() || !readers.get(readers.size() - 1).equals(node)) {
          readers.add(node);
        }
        int position = i;
        roles.computeIfAbsent(
            input, name -> Operators.of(node).map(o -> o.role(position)).orElse(Role.WEIGHT));
      }
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      Role role =
          parameter.constant().isPresent()
              ? Role.CONSTANT
              : roles.getOrDefault(parameter.name(), Role.WEIGHT);
      entries.put(
          parameter.name(),
          new Entry(parameter, role, users.getOrDefault(parameter.name(), List.of())));
    }
    return new ParameterTable(entries);
  }

  /** All parameters, in the network's order. */
  public Stream<Entry> all() {
    return entries.values().stream();
  }

  /** The parameters that training changes by their gradients, in the network's order. */
  public Stream<Entry> trainable() {
    return all().filter(entry -> entry.role().isTrainable());
  }

  /** The trainable tensors of the gradient views: all weights, biases only where asked for. */
  public List<String> gradientNames(boolean biases) {
    return trainable()
        .filter(entry -> biases || entry.role() == Role.WEIGHT)
        .map(entry -> entry.parameter().name())
        .toList();
  }

  /** The parameters that belong to a node: those of which it is the first reader. */
  public List<Entry> of(Node node) {
    return all()
        .filter(entry -> !entry.users().isEmpty() && entry.users().get(0).equals(node))
        .toList();
  }

  /** The entry of a parameter. Throws {@link IllegalArgumentException} where there is none. */
  public Entry entry(String name) {
    Entry found = entries.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "no parameter '" + name + "'; there are " + entries.keySet());
    }
    return found;
  }
}
