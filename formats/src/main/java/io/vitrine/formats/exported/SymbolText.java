package io.vitrine.formats.exported;

import java.util.ArrayList;
import java.util.List;

/**
 * Writes SymPy's expressions as people do: {@code Symbol('s77', positive=True, integer=True)} is
 * {@code s77}, {@code Mul(Integer(2), Symbol('s0'))} is {@code 2*s0}. What is not known stays as it
 * is.
 */
final class SymbolText {
  private static final int MOST_DEPTH = 50;
  private static final int MOST_LENGTH = 2000;

  private final String text;
  private int at;

  private SymbolText(String text) {
    this.text = text;
  }

  static String of(String expression) {
    if (expression.length() > MOST_LENGTH || expression.indexOf('(') < 0) {
      return cut(expression);
    }
    SymbolText reading = new SymbolText(expression);
    String read = reading.term(0);
    return reading.at == expression.length() ? read : cut(expression);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), MOST_LENGTH));
  }

  private String term(int depth) {
    int start = at;
    while (at < text.length() && "(),'".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String name = text.substring(start, at).strip();
    if (at < text.length() && text.charAt(at) == '\'') {
      return name + quoted();
    }
    if (at >= text.length() || text.charAt(at) != '(' || depth > MOST_DEPTH) {
      return name;
    }
    at++;
    List<String> parts = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != ')') {
      parts.add(term(depth + 1));
      if (at < text.length() && text.charAt(at) != ')') {
        at++;
      }
    }
    at = Math.min(at + 1, text.length());
    return said(name, parts);
  }

  private String quoted() {
    int end = text.indexOf('\'', at + 1);
    int stop = end < 0 ? text.length() : end;
    String inside = text.substring(at + 1, stop);
    at = Math.min(stop + 1, text.length());
    return inside;
  }

  private static String said(String name, List<String> parts) {
    String first = parts.isEmpty() ? "" : parts.get(0);
    return switch (name) {
      case "Symbol", "Integer" -> first;
      case "Add" -> String.join(" + ", parts);
      case "Mul" ->
          String.join("*", parts.stream().map(p -> p.contains(" ") ? "(" + p + ")" : p).toList());
      case "FloorDiv" -> String.join("//", parts);
      default -> name + "(" + String.join(", ", parts) + ")";
    };
  }
}
