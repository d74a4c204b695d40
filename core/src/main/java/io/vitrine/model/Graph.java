package io.vitrine.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nodes in an order in which they can be run, with what goes in, what comes out and what they are
 * initialised with.
 *
 * @param inputs values the caller gives
 * @param outputs values the caller gets
 * @param nodes each after the nodes whose outputs it reads
 * @param parameters initialisers
 * @param declared types that a file declares for values inside the graph; may be empty
 * @param opsets versions of its operator sets by domain, where they are not those around it: a
 *     local function may be written for other ones than the network
 */
public record Graph(
    List<Value> inputs,
    List<Value> outputs,
    List<Node> nodes,
    List<Parameter> parameters,
    List<Value> declared,
    Map<String, Long> opsets) {
  public Graph {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    nodes = List.copyOf(nodes);
    parameters = List.copyOf(parameters);
    declared = List.copyOf(declared);
    opsets = Map.copyOf(opsets);
  }

  /** A graph of the operator sets around it. */
  public Graph(
      List<Value> inputs,
      List<Value> outputs,
      List<Node> nodes,
      List<Parameter> parameters,
      List<Value> declared) {
    this(inputs, outputs, nodes, parameters, declared, Map.of());
  }

  public Optional<Node> node(String name) {
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
  }

  public Optional<Parameter> parameter(String name) {
    return parameters.stream().filter(parameter -> parameter.name().equals(name)).findFirst();
  }

  /** The parameters by name, in order. */
  public Map<String, Parameter> parametersByName() {
    return parameters.stream()
        .collect(
            Collectors.toMap(
                Parameter::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
  }

  /** The node that makes a value, empty for inputs and parameters. */
  public Optional<Node> producer(String value) {
    return nodes.stream().filter(node -> node.outputs().contains(value)).findFirst();
  }

  /** The nodes that read a value or a parameter, in order. */
  public Stream<Node> consumers(String value) {
    return nodes.stream().filter(node -> node.inputs().contains(value));
  }
}
