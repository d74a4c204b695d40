package io.vitrine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One operator application, called a layer where people read it.
 *
 * @param name its dotted path, such as {@code layer1.0}; unique in its graph
 * @param domain the operator set, empty for ONNX's own
 * @param operator ONNX's name of the operator, such as {@code Conv}
 * @param inputs names of the values and parameters it reads; an empty name is an omitted optional
 *     input
 * @param outputs names of the values it makes; an empty name is an omitted optional output
 * @param attributes by name, in the order given
 * @param origin what its file calls it, and the modules that it lies in
 */
public record Node(
    String name,
    String domain,
    String operator,
    List<String> inputs,
    List<String> outputs,
    Map<String, Attribute> attributes,
    Origin origin) {
  public Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    attributes =
        attributes.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    if (operator.isEmpty()) {
      throw new IllegalArgumentException("node " + name + " has no operator");
    }
  }

  /** A node that has the same name in its file, if it is from one. */
  public Node(
      String name,
      String domain,
      String operator,
      List<String> inputs,
      List<String> outputs,
      Map<String, Attribute> attributes) {
    this(name, domain, operator, inputs, outputs, attributes, Origin.NONE);
  }

  /** The input at a position, empty where it is omitted. */
  public Optional<String> input(int index) {
    return index < inputs.size() && !inputs.get(index).isEmpty()
        ? Optional.of(inputs.get(index))
        : Optional.empty();
  }

  /** The first output; every operator of the standard has one. */
  public String output() {
    return outputs.isEmpty() ? "" : outputs.get(0);
  }

  public Optional<Attribute> attribute(String key) {
    return Optional.ofNullable(attributes.get(key));
  }

  public long intOr(String key, long otherwise) {
    return attributes.get(key) instanceof Attribute.OfInt a ? a.value() : otherwise;
  }

  public float floatOr(String key, float otherwise) {
    return attributes.get(key) instanceof Attribute.OfFloat a ? a.value() : otherwise;
  }

  public String stringOr(String key, String otherwise) {
    return attributes.get(key) instanceof Attribute.OfString a ? a.value() : otherwise;
  }

  /** The integers of an attribute, or those given where it is absent. */
  public List<Long> intsOr(String key, List<Long> otherwise) {
    @Nullable Attribute attribute = attributes.get(key);
    return attribute instanceof Attribute.OfInts a ? a.values() : otherwise;
  }

  /** The operator with its domain, where that is not ONNX's own: {@code com.microsoft.Gelu}. */
  public String qualifiedOperator() {
    return domain.isEmpty() || domain.equals("ai.onnx") ? operator : domain + "." + operator;
  }
}
