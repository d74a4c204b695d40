package io.vitrine.operator;

import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The types of all values of a network, and each node's multiply-accumulates.
 *
 * @param types by value name; values of which nothing is known are absent
 * @param macs multiply-accumulates by node name, for the shapes inferred (the whole batch); absent
 *     where not known
 * @param problems nodes whose inputs do not fit, each a sentence; empty for a sound network
 * @param inside the types of the values of graphs inside nodes and of functions' bodies at each
 *     call, by the graph's path, of which {@link #inside(String, String, String)} tells; for a loop
 *     those of any step; absent beyond some hundred thousand values
 */
public record ShapeTable(
    Map<String, ValueType> types,
    Map<String, Long> macs,
    List<String> problems,
    Map<String, Map<String, ValueType>> inside) {
  public ShapeTable {
    inside = Collections.unmodifiableMap(new LinkedHashMap<>(inside));
    types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    macs = Collections.unmodifiableMap(new LinkedHashMap<>(macs));
    problems = List.copyOf(problems);
  }

  /**
   * The path of a graph inside a node: {@code loop/body}, and {@code loop/body/if/then_branch} of
   * one that lies deeper.
   *
   * @param outer the path of the graph that the node is in, empty for the main graph
   * @param attribute of the node that holds the graph; where the node calls a local function, the
   *     function's name
   */
  public static String inside(String outer, String node, String attribute) {
    return (outer.isEmpty() ? "" : outer + "/") + node + "/" + attribute;
  }

  /** The shape of a value or parameter, empty where its rank is not known. */
  public Optional<Shape> shape(String value) {
    return Optional.ofNullable(types.get(value)).flatMap(ValueType::tensorShape);
  }

  /** The shape of a node's first output. */
  public Optional<Shape> outputShape(Node node) {
    return shape(node.output());
  }

  /** The shape of a node's input at a position. */
  public Optional<Shape> inputShape(Node node, int input) {
    return node.input(input).flatMap(this::shape);
  }

  /** A node's multiply-accumulates, empty where a shape is not known. */
  public OptionalLong macsOf(Node node) {
    Long found = macs.get(node.name());
    return found == null ? OptionalLong.empty() : OptionalLong.of(found);
  }

  /**
   * This table. Throws {@link IllegalArgumentException} with the first problem where there is one.
   */
  public ShapeTable requireSound() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(problems.get(0));
    }
    return this;
  }
}
