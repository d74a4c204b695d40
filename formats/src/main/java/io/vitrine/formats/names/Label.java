package io.vitrine.formats.names;

import java.util.Map;

/**
 * A node's name in parts.
 *
 * @param module the dotted path of the module that it lies in, empty where none is known
 * @param own what tells it from the others in its module
 * @param classes of the modules by path, the outermost first; may be empty
 */
record Label(String module, String own, Map<String, String> classes) {
  Label(String module, String own) {
    this(module, own, Map.of());
  }

  Label in(String otherModule) {
    return new Label(otherModule, own, classes);
  }

  Label called(String otherOwn) {
    return new Label(module, otherOwn, classes);
  }
}
