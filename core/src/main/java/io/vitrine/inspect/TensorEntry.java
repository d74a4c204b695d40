package io.vitrine.inspect;

import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.operator.entry.Role;
import java.util.List;

/**
 * A tensor of a network.
 *
 * @param parameter its name, type and shape
 * @param role what it is to the first node that reads it
 * @param readers the nodes that read it, in running order
 * @param otherNames further names that the file has for it
 */
public record TensorEntry(
    Parameter parameter, Role role, List<Node> readers, List<String> otherNames) {
  public TensorEntry {
    readers = List.copyOf(readers);
    otherNames = List.copyOf(otherNames);
  }

  public String name() {
    return parameter.name();
  }
}
