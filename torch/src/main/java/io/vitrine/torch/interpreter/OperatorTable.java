package io.vitrine.torch.interpreter;

import io.vitrine.model.Node;
import io.vitrine.torch.arrange.ArrangementRuns;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.contributed.ContributedRuns;
import io.vitrine.torch.family.FamilyRuns;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Every operator that the engine runs, by ONNX's name. */
final class OperatorTable {
  private static final Map<String, OperatorFactory> TABLE =
      merge(
          Stream.of(FamilyRuns.ALL, ArrangementRuns.ALL, ContributedRuns.ALL)
              .flatMap(List::stream)
              .toList());

  private OperatorTable() {}

  private static Map<String, OperatorFactory> merge(List<Map<String, OperatorFactory>> families) {
    Map<String, OperatorFactory> table = new TreeMap<>();
    for (Map<String, OperatorFactory> family : families) {
      family.forEach(
          (name, factory) -> {
            if (table.put(name, factory) != null) {
              throw new IllegalStateException("operator " + name + " stands twice in the table");
            }
          });
    }
    return Collections.unmodifiableMap(table);
  }

  /** The factory of a node's operator, empty where the engine does not run it. */
  static Optional<OperatorFactory> find(Node node) {
    return Optional.ofNullable(TABLE.get(node.qualifiedOperator()));
  }

  /** The names of all operators that the engine runs. */
  static Set<String> names() {
    return TABLE.keySet();
  }
}
