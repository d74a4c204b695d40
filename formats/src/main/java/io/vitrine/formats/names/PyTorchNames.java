package io.vitrine.formats.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names by PyTorch's two exporters. The older one writes paths: {@code /layer1/layer1.0/conv1/Conv}
 * is the Conv of module {@code layer1.0.conv1}. The newer one writes lists beside the node: {@code
 * ['', 'layer1', 'layer1.0', 'layer1.0.conv1', 'conv2d']} and as many classes.
 */
final class PyTorchNames {
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");
  private static final String WEIGHT = ".weight";

  private final Map<String, Map<String, String>> classes = new HashMap<>();

  /** The label of a node, empty where PyTorch did not name it. */
  Optional<Label> label(WrittenNode node) {
    List<String> scopes = node.scopes().isEmpty() ? List.of() : quoted(node.scopes());
    if (scopes.size() >= 2) {
      return scoped(node, scopes);
    }
    List<String> parts = node.name().startsWith("/") ? Paths.split(node.name()) : List.of();
    return parts.isEmpty()
        ? Optional.empty()
        : Optional.of(new Label(Paths.join(parts.subList(0, parts.size() - 1)), last(parts)));
  }

  private Optional<Label> scoped(WrittenNode node, List<String> scopes) {
    List<String> named = scopes.stream().filter(scope -> !scope.isBlank()).toList();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Label(
            Paths.join(named.subList(0, named.size() - 1)),
            last(named),
            classes.computeIfAbsent(
                node.scopes() + node.classes(), key -> classes(scopes, quoted(node.classes())))));
  }

  /** Classes by path; the last of both lists is the operation, which is no module. */
  private static Map<String, String> classes(List<String> scopes, List<String> names) {
    Map<String, String> classes = new LinkedHashMap<>();
    if (names.size() == scopes.size()) {
      for (int i = 0; i < scopes.size() - 1; i++) {
        List<String> above = scopes.subList(0, i + 1).stream().filter(s -> !s.isBlank()).toList();
        classes.put(Paths.join(above), names.get(i));
      }
    }
    return classes;
  }

  /**
   * Labels of nodes that were fused take the module of the weight that they read: a Conv that has
   * swallowed the batch norm after it is written as {@code bn1}, but reads {@code conv1.weight}.
   * Nodes that one operation was written as are told apart by their operators.
   */
  static void refine(List<WrittenNode> nodes, List<Label> labels) {
    if (nodes.stream().allMatch(node -> node.scopes().isEmpty())) {
      return;
    }
    Set<String> modules = new HashSet<>();
    Map<String, Integer> sameName = new HashMap<>();
    for (Label label : labels) {
      modules.add(label.module());
      sameName.merge(label.module() + "." + label.own(), 1, Integer::sum);
    }
    for (int i = 0; i < labels.size(); i++) {
      if (nodes.get(i).scopes().isEmpty()) {
        continue;
      }
      Label label = labels.get(i);
      String operator = nodes.get(i).operator();
      boolean alone = sameName.getOrDefault(label.module() + "." + label.own(), 0) == 1;
      Label told = alone ? label : label.called(operator);
      labels.set(i, owner(nodes.get(i), label, modules).map(told::in).orElse(told));
    }
  }

  private static Optional<String> owner(WrittenNode node, Label label, Set<String> modules) {
    return node.inputs().stream()
        .filter(input -> input.endsWith(WEIGHT))
        .map(input -> input.substring(0, input.length() - WEIGHT.length()))
        .filter(owner -> !modules.contains(owner) && !label.module().isEmpty())
        .filter(owner -> Paths.parent(owner).equals(Paths.parent(label.module())))
        .findFirst();
  }

  private static List<String> quoted(String list) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(list);
    while (matcher.find()) {
      parts.add(matcher.group(1));
    }
    return parts;
  }

  private static String last(List<String> parts) {
    return parts.get(parts.size() - 1);
  }
}
