package io.vitrine.formats.names;

import io.vitrine.model.Origin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives every node of a graph a unique name, a dotted path where the file lets one be known.
 *
 * <p>A node that is alone in its module takes the module's path, others add their own part to it
 * ({@code attn.MatMul_1}). Any other name stays as it is; a node without one takes its operator and
 * its position in the file, {@code Conv_3}. A name that is taken gets a number. The same nodes
 * always get the same names; what a node is called in the file stays in its {@link Origin}.
 */
public final class NodeNames {
  private NodeNames() {}

  /** The names of nodes, in their order. */
  public static List<NamedNode> of(List<WrittenNode> nodes) {
    PyTorchNames pytorch = new PyTorchNames();
    List<Label> labels = new ArrayList<>(nodes.size());
    for (int i = 0; i < nodes.size(); i++) {
      labels.add(label(nodes.get(i), i, pytorch));
    }
    PyTorchNames.refine(nodes, labels);
    TensorFlowNames.dropRoot(nodes, labels);
    List<String> modules = labels.stream().map(Label::module).toList();
    List<String> own = labels.stream().map(Label::own).toList();
    List<String> paths = unique(ModulePaths.of(modules, own));
    List<NamedNode> named = new ArrayList<>(nodes.size());
    for (int i = 0; i < paths.size(); i++) {
      named.add(new NamedNode(paths.get(i), origin(nodes.get(i), labels.get(i), paths.get(i))));
    }
    return named;
  }

  private static Label label(WrittenNode node, int index, PyTorchNames pytorch) {
    Optional<Label> known =
        pytorch.label(node).or(() -> TensorFlowNames.label(node)).or(() -> PaddleNames.label(node));
    return known.orElseGet(
        () -> new Label("", node.name().isBlank() ? node.operator() + "_" + index : node.name()));
  }

  private static Origin origin(WrittenNode node, Label label, String path) {
    String name = node.name().equals(path) ? "" : node.name();
    return name.isEmpty() && label.classes().isEmpty()
        ? Origin.NONE
        : new Origin(name, label.classes());
  }

  private static List<String> unique(List<String> names) {
    Set<String> taken = new HashSet<>(names);
    if (taken.size() == names.size()) {
      return names;
    }
    Set<String> given = new HashSet<>();
    Map<String, Integer> numbers = new HashMap<>();
    List<String> unique = new ArrayList<>(names);
    for (int i = 0; i < unique.size(); i++) {
      if (!given.add(names.get(i))) {
        unique.set(i, numbered(names.get(i), numbers, taken));
      }
    }
    return unique;
  }

  private static String numbered(String name, Map<String, Integer> numbers, Set<String> taken) {
    String numbered;
    do {
      numbered = name + "_" + numbers.merge(name, 1, Integer::sum);
    } while (!taken.add(numbered));
    return numbered;
  }
}
