package io.vitrine.formats.names;

import java.util.Arrays;
import java.util.List;

/** Paths of modules. */
final class Paths {
  private Paths() {}

  /** The parts between slashes, blank ones left out. */
  static List<String> split(String path) {
    return Arrays.stream(path.split("/")).filter(part -> !part.isBlank()).toList();
  }

  /**
   * Joins parts with dots; one that repeats the part before it and goes on ({@code layer1}, {@code
   * layer1.0}) adds only what is new.
   */
  static String join(List<String> parts) {
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

  /** The path without its last name. */
  static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }
}
