package io.vitrine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a node comes from, as its file says it.
 *
 * @param name the node's name in the file; empty where it is the node's own
 * @param modules the class of each module that the node lies in, such as {@code
 *     torch.nn.modules.conv.Conv2d}, by the module's dotted path, the outermost first; the path of
 *     the whole network is empty. Where the file does not say it, there is none
 */
public record Origin(String name, Map<String, String> modules) {
  /** Of a node whose file says nothing beyond its name. */
  public static final Origin NONE = new Origin("", Map.of());

  public Origin {
    modules =
        modules.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(modules));
  }

  /** The name in the file, empty where it is the node's own. */
  public Optional<String> fileName() {
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  /** A class without its package: {@code Conv2d}. */
  public static String simpleName(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }
}
