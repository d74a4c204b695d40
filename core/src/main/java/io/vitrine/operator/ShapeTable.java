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
 */
public record ShapeTable(
    Map<String, ValueType> types, Map<String, Long> macs, List<String> problems) {
  public ShapeTable {
    types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    macs = Collections.unmodifiableMap(new LinkedHashMap<>(macs));
    problems = List.copyOf(problems);
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
