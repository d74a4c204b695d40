package io.vitrine.formats.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Gives every node of a graph a unique name, a dotted path where the file lets one be known.
 *
 * <p>PyTorch's exporters write the modules a node comes from: {@code /layer1/layer1.0/conv1/Conv}
 * is the Conv of module {@code layer1.0.conv1}, where a part such as {@code layer1.0} repeats the
 * parts before it. A node that is alone in its module takes the module's path, others add their own
 * part to it ({@code attn.MatMul_1}). Any other name stays as it is; a node without one takes its
 * operator and its position in the file, {@code Conv_3}. A name that is taken gets a number.
 */
final class OnnxNames {
  private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

  /** The module's path, empty where none is known, and the node's own part. */
  private record Label(String module, String own) {}

  private OnnxNames() {}

  /** The names of nodes, in their order. */
  static List<String> of(List<OnnxNode> nodes) {
    List<Label> labels = new ArrayList<>(nodes.size());
    Map<String, Integer> nodesInModule = new HashMap<>();
    for (int i = 0; i < nodes.size(); i++) {
      Label label = label(nodes.get(i), i);
      labels.add(label);
      nodesInModule.merge(label.module(), 1, Integer::sum);
    }
    Set<String> containers = containers(nodesInModule.keySet());
    List<String> names = new ArrayList<>(nodes.size());
    for (Label label : labels) {
      String module = label.module();
      boolean alone = nodesInModule.getOrDefault(module, 0) == 1 && !containers.contains(module);
      names.add(module.isEmpty() ? label.own() : alone ? module : module + "." + label.own());
    }
    return unique(names);
  }

  private static Set<String> containers(Set<String> modules) {
    Set<String> containers = new HashSet<>();
    for (String module : modules) {
      for (int dot = module.lastIndexOf('.'); dot > 0; dot = module.lastIndexOf('.', dot - 1)) {
        if (!containers.add(module.substring(0, dot))) {
          break;
        }
      }
    }
    return containers;
  }

  private static Label label(OnnxNode node, int index) {
    List<String> parts = node.scopes().isEmpty() ? List.of() : quoted(node.scopes());
    if (parts.size() < 2 && node.name().startsWith("/")) {
      parts = List.of(node.name().split("/"));
    }
    if (!parts.isEmpty()) {
      parts = parts.stream().filter(part -> !part.isBlank()).toList();
    }
    if (parts.isEmpty()) {
      return new Label("", node.name().isBlank() ? node.operator() + "_" + index : node.name());
    }
    return new Label(path(parts.subList(0, parts.size() - 1)), parts.get(parts.size() - 1));
  }

  /** Joins parts; one that repeats the part before it and goes on adds only what is new. */
  private static String path(List<String> parts) {
    StringBuilder path = new StringBuilder();
    String before = "";
    for (String part : parts) {
      if (before.isEmpty()) {
        path.append(part);
      } else if (part.startsWith(before + ".")) {
        path.append(part.substring(before.length()));
      } else {
        path.append('.').append(part);
      }
      before = part;
    }
    return path.toString();
  }

  private static List<String> quoted(String list) {
    List<String> parts = new ArrayList<>();
    Matcher matcher = QUOTED.matcher(list);
    while (matcher.find()) {
      parts.add(matcher.group(1));
    }
    return parts;
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
