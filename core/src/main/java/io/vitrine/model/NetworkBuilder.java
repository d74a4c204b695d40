package io.vitrine.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Builds a network node by node. A node's first output has the node's own name, so that a trace can
 * be read by layer.
 *
 * <p>{@link #node} checks that every name read is known, so a network that is built is in running
 * order.
 */
public final class NetworkBuilder {
  private final String name;
  private final List<Value> inputs = new ArrayList<>();
  private final List<Value> outputs = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private final Set<String> known = new HashSet<>();
  private final Map<String, String> metadata = new LinkedHashMap<>();

  NetworkBuilder(String name) {
    this.name = name;
  }

  /** Declares an input and returns its name. */
  public String input(String valueName, ElementType elements, Shape shape) {
    claim(valueName);
    inputs.add(Value.of(valueName, elements, shape));
    return valueName;
  }

  /** Declares a parameter of 32-bit floats and returns its name. */
  public String parameter(String parameterName, long... dims) {
    claim(parameterName);
    parameters.add(Parameter.of(parameterName, ElementType.FLOAT32, Shape.of(dims)));
    return parameterName;
  }

  /** Declares a constant that belongs to the structure and returns its name. */
  public String constant(String parameterName, Tensor value) {
    claim(parameterName);
    parameters.add(Parameter.constant(parameterName, value));
    return parameterName;
  }

  /** Adds a node with one output, which has the node's name and is returned. */
  public String node(
      String path, String operator, List<String> reads, Map<String, Attribute> attributes) {
    for (String read : reads) {
      if (!read.isEmpty() && !known.contains(read)) {
        throw new IllegalArgumentException(
            "node " + path + " reads '" + read + "', which nothing before it makes");
      }
    }
    claim(path);
    nodes.add(new Node(path, "", operator, reads, List.of(path), attributes));
    return path;
  }

  /** Adds a node without attributes. */
  public String node(String path, String operator, String... reads) {
    return node(path, operator, List.of(reads), Map.of());
  }

  /** Declares an output: a value made by a node, with its type where it is known. */
  public NetworkBuilder output(String valueName, ValueType type) {
    if (!known.contains(valueName)) {
      throw new IllegalArgumentException("output '" + valueName + "' is made by no node");
    }
    outputs.add(new Value(valueName, type));
    return this;
  }

  public NetworkBuilder metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  private void claim(String valueName) {
    if (valueName.isEmpty() || !known.add(valueName)) {
      throw new IllegalArgumentException("the name '" + valueName + "' is empty or taken");
    }
  }

  /** The network. Throws {@link IllegalArgumentException} where it has no output. */
  public Network build() {
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException("network " + name + " has no output");
    }
    Graph graph = new Graph(inputs, outputs, nodes, parameters, List.of());
    return new Network(name, graph, Map.of("", Network.OPSET), Map.of(), metadata);
  }
}
