package io.vitrine.formats.exported;

import java.util.regex.Pattern;

/**
 * The dotted path of the module that a call belongs to, from the stack of modules around it: {@code
 * key,path,class} for each, separated by semicolons, the innermost last.
 */
final class ModulePath {
  private static final Pattern CALL_NUMBER = Pattern.compile("@\\d+");
  private static final Pattern BRACKETS = Pattern.compile("\\[['\"]?([^\\]'\"]+)['\"]?\\]");

  private ModulePath() {}

  static String of(String stack) {
    String innermost = stack.substring(stack.lastIndexOf(';') + 1);
    String[] parts = innermost.split(",", 3);
    if (parts.length < 2) {
      return "";
    }
    String path = CALL_NUMBER.matcher(parts[1]).replaceAll("");
    String dotted = BRACKETS.matcher(path).replaceAll(".$1");
    String own = dotted.startsWith("L.self") ? dotted.substring("L.self".length()) : dotted;
    return own.startsWith(".") ? own.substring(1) : own;
  }
}
