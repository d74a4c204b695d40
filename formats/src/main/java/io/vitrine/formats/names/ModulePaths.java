package io.vitrine.formats.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The paths of nodes from the modules that they lie in. */
public final class ModulePaths {
  private ModulePaths() {}

  /**
   * Paths in the order of the nodes, not always unique. A node that is alone in its module, which
   * holds no other module, has the module's path; others add their own name to it.
   *
   * @param modules the dotted path of each node's module, empty where none is known
   * @param own what tells each node from the others in its module
   */
  public static List<String> of(List<String> modules, List<String> own) {
    Map<String, Integer> nodesInModule = new HashMap<>();
    modules.forEach(module -> nodesInModule.merge(module, 1, Integer::sum));
    Set<String> containers = containers(nodesInModule.keySet());
    List<String> paths = new ArrayList<>(modules.size());
    for (int i = 0; i < modules.size(); i++) {
      String module = modules.get(i);
      boolean alone = nodesInModule.getOrDefault(module, 0) == 1 && !containers.contains(module);
      paths.add(module.isEmpty() ? own.get(i) : alone ? module : module + "." + own.get(i));
    }
    return paths;
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
}
