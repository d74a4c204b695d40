package io.vitrine.formats.onnx;

import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which local functions call which, also from graphs inside their nodes.
 *
 * <p>ONNX demands that no function calls itself, directly or by way of others: such a network never
 * ends where functions are put in place of their calls. Source: ONNX's IR specification, "Model
 * local functions".
 */
final class FunctionCalls {
  private static final int MOST_SHOWN = 8;

  private final Map<String, Set<String>> calls = new HashMap<>();

  private FunctionCalls(Map<String, Graph> functions) {
    functions.forEach(
        (name, body) -> {
          Set<String> called = new LinkedHashSet<>();
          collect(body, called);
          called.retainAll(functions.keySet());
          calls.put(name, called);
        });
  }

  /**
   * The functions of one circle, each of which calls the next, the first one again at the end;
   * empty where there is none. Takes time in proportion to functions and calls.
   */
  static Optional<List<String>> circle(Map<String, Graph> functions) {
    return new FunctionCalls(functions).circle();
  }

  /** A circle in words, shortened where it is long. */
  static String said(List<String> circle) {
    String calls = String.join(" calls ", circle.subList(0, Math.min(MOST_SHOWN, circle.size())));
    return circle.size() <= MOST_SHOWN
        ? calls
        : calls + " calls ... (" + (circle.size() - 1) + " functions)";
  }

  private static void collect(Graph graph, Set<String> called) {
    for (Node node : graph.nodes()) {
      called.add(node.qualifiedOperator());
      for (Attribute attribute : node.attributes().values()) {
        if (attribute instanceof Attribute.OfGraph one) {
          collect(one.value(), called);
        } else if (attribute instanceof Attribute.OfGraphs many) {
          many.values().forEach(inner -> collect(inner, called));
        }
      }
    }
  }

  private Optional<List<String>> circle() {
    Set<String> left = endless();
    if (left.isEmpty()) {
      return Optional.empty();
    }
    List<String> walk = new ArrayList<>();
    Set<String> seen = new LinkedHashSet<>();
    String at = left.iterator().next();
    while (seen.add(at)) {
      walk.add(at);
      at =
          calls.getOrDefault(at, Set.of()).stream()
              .filter(left::contains)
              .findFirst()
              .orElseThrow();
    }
    walk.add(at);
    return Optional.of(walk.subList(walk.indexOf(at), walk.size()));
  }

  /** The functions that are in a circle or call one, in order: all but those whose calls end. */
  private Set<String> endless() {
    Map<String, List<String>> callers = new HashMap<>();
    Map<String, Integer> open = new HashMap<>();
    Deque<String> ending = new ArrayDeque<>();
    calls.forEach(
        (name, called) -> {
          open.put(name, called.size());
          called.forEach(c -> callers.computeIfAbsent(c, key -> new ArrayList<>()).add(name));
          if (called.isEmpty()) {
            ending.add(name);
          }
        });
    Set<String> left = new TreeSet<>(calls.keySet());
    while (!ending.isEmpty()) {
      String name = ending.remove();
      left.remove(name);
      for (String caller : callers.getOrDefault(name, List.of())) {
        if (open.merge(caller, -1, Integer::sum) == 0) {
          ending.add(caller);
        }
      }
    }
    return left;
  }
}
