package io.vitrine.formats.names;

import java.util.List;

/**
 * What a file says of a node's name.
 *
 * @param name may be blank
 * @param operator what it computes
 * @param inputs names of the values that it reads
 * @param scopes the modules that it lies in and its own name, as a Python list, where PyTorch's
 *     newer exporter wrote them; else empty
 * @param classes the classes of those, as a Python list; else empty
 */
public record WrittenNode(
    String name, String operator, List<String> inputs, String scopes, String classes) {
  public WrittenNode {
    inputs = List.copyOf(inputs);
  }
}
