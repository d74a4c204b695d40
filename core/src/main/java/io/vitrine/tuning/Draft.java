package io.vitrine.tuning;

import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.Weights;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A network with its weights while it is being changed. */
final class Draft {
  private final Network source;
  private final Weights stored;
  private final List<Node> nodes;
  private final Map<String, Parameter> parameters;
  private final Map<String, Tensor> changed = new LinkedHashMap<>();
  private final List<Remark> remarks = new ArrayList<>();
  private Value input;
  private List<Value> outputs;

  Draft(Network source, Weights stored) {
    this.source = source;
    this.stored = stored;
    this.nodes = new ArrayList<>(source.nodes());
    this.parameters = new LinkedHashMap<>(source.graph().parametersByName());
    this.input = source.inputs().get(0);
    this.outputs = source.outputs();
  }

  String name() {
    return source.name();
  }

  List<Node> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  Stream<Node> nodes(String operator) {
    return nodes.stream().filter(node -> node.qualifiedOperator().equals(operator));
  }

  Optional<Node> producer(String value) {
    return nodes.stream().filter(node -> node.outputs().contains(value)).findFirst();
  }

  Stream<Node> readers(String value) {
    return nodes.stream().filter(node -> node.inputs().contains(value));
  }

  Optional<Parameter> parameter(String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  Value input() {
    return input;
  }

  void input(Value value) {
    input = value;
  }

  List<Value> outputs() {
    return outputs;
  }

  void outputs(List<Value> values) {
    outputs = List.copyOf(values);
  }

  void replace(Node old, Node by) {
    nodes.set(nodes.indexOf(old), by);
  }

  void remove(Node node) {
    nodes.remove(node);
  }

  void prepend(Node node) {
    nodes.add(0, node);
  }

  void append(Node node) {
    nodes.add(node);
  }

  /** Adds a parameter, or puts it in the place of the one of its name. */
  void put(Parameter parameter, Tensor numbers) {
    parameters.put(parameter.name(), parameter);
    changed.put(parameter.name(), numbers);
  }

  /** The same for a tensor that belongs to the structure. */
  void put(Parameter constant) {
    parameters.put(constant.name(), constant);
  }

  /** A name that nothing has yet. */
  String unused(String wanted) {
    Set<String> taken = new LinkedHashSet<>(parameters.keySet());
    taken.add(input.name());
    nodes.forEach(
        node -> {
          taken.add(node.name());
          taken.addAll(node.outputs());
        });
    String name = wanted;
    for (int i = 2; taken.contains(name); i++) {
      name = wanted + i;
    }
    return name;
  }

  void say(String key, Object... parts) {
    remarks.add(new Remark(key, Stream.of(parts).map(String::valueOf).toList()));
  }

  List<Remark> remarks() {
    return List.copyOf(remarks);
  }

  Network network() {
    return network(outputs);
  }

  /** The network with other outputs. What the file declared of values inside is left out. */
  Network network(List<Value> results) {
    Graph graph =
        new Graph(List.of(input), results, nodes, List.copyOf(parameters.values()), List.of());
    return new Network(
        source.name(), graph, source.opsets(), source.functions(), source.metadata());
  }

  /** Shapes for a batch of so many images, nothing being declared of the outputs. */
  ShapeTable shapes(long batch) {
    return ShapeInference.infer(network(List.of()), batch);
  }

  Weights weights() {
    return stored.with(Weights.of(changed));
  }

  IllegalArgumentException error(String message) {
    return new IllegalArgumentException(name() + ": " + message);
  }
}
