package io.vitrine.torch;

import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Mode;
import io.vitrine.engine.Model;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A network of one node, all inputs given from outside, to run an operator by itself. */
public final class OneNode {
  private static final TorchEngine ENGINE =
      TorchEngine.open(
          EngineOptions.defaults().withThreads(1).withPrecision(Precision.FP32).withSeed(3));

  private final String operator;
  private final Map<String, Attribute> attributes = new LinkedHashMap<>();
  private final List<Value> inputs = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Map<String, Tensor> given = new LinkedHashMap<>();
  private long opset = Network.OPSET;
  private int outputs = 1;

  private OneNode(String operator) {
    this.operator = operator;
  }

  public static OneNode of(String operator) {
    return new OneNode(operator);
  }

  public OneNode with(String attribute, long value) {
    attributes.put(attribute, Attribute.of(value));
    return this;
  }

  /** An attribute that is a list, even of one element. */
  public OneNode withList(String attribute, long... values) {
    attributes.put(attribute, Attribute.ints(values));
    return this;
  }

  /** An attribute that is a list of floats. */
  public OneNode withFloats(String attribute, Float... values) {
    attributes.put(attribute, new Attribute.OfFloats(List.of(values)));
    return this;
  }

  /** An attribute that is a list of texts. */
  public OneNode withTexts(String attribute, String... values) {
    attributes.put(attribute, new Attribute.OfStrings(List.of(values)));
    return this;
  }

  public OneNode with(String attribute, float value) {
    attributes.put(attribute, Attribute.of(value));
    return this;
  }

  public OneNode with(String attribute, String value) {
    attributes.put(attribute, Attribute.of(value));
    return this;
  }

  public OneNode opset(long version) {
    opset = version;
    return this;
  }

  public OneNode outputs(int count) {
    outputs = count;
    return this;
  }

  /** An input that is omitted. */
  public OneNode omitted() {
    names.add("");
    return this;
  }

  /** An input of which nothing is said; the caller gives it to the model. */
  public OneNode named(String name) {
    names.add(name);
    inputs.add(new Value(name, ValueType.unknown()));
    return this;
  }

  public OneNode input(Tensor tensor) {
    String name = "in" + inputs.size();
    names.add(name);
    inputs.add(new Value(name, ValueType.tensor(tensor.elements())));
    given.put(name, tensor);
    return this;
  }

  public Tensor run() {
    return run(Mode.EVALUATION).tensor("out0");
  }

  public Trace run(Mode mode) {
    try (Model model = ENGINE.load(network(), Weights.NONE)) {
      return model.run(given, Request.forward().in(mode));
    }
  }

  public Trace run(Request request) {
    try (Model model = ENGINE.load(network(), Weights.NONE)) {
      return model.run(given, request);
    }
  }

  /** What goes into it, by the names of the network's inputs. */
  public Map<String, Tensor> given() {
    return java.util.Collections.unmodifiableMap(given);
  }

  /** A model of it; the caller closes it. */
  public Model load() {
    return ENGINE.load(network(), Weights.NONE);
  }

  public String operator() {
    return operator;
  }

  @Override
  public String toString() {
    return operator + " " + attributes.keySet() + " " + given.values();
  }

  public Network network() {
    List<Value> results = new ArrayList<>();
    for (int i = 0; i < outputs; i++) {
      results.add(new Value("out" + i, ValueType.unknown()));
    }
    int dot = operator.lastIndexOf('.');
    Node node =
        new Node(
            "node",
            dot < 0 ? "" : operator.substring(0, dot),
            operator.substring(dot + 1),
            names,
            results.stream().map(Value::name).toList(),
            attributes);
    Graph graph = new Graph(inputs, results, List.of(node), List.of(), List.of());
    return new Network("one", graph, Map.of("", opset), Map.of(), Map.of());
  }

  /** Numbers between -1 and 1, the same for the same sizes. */
  public static Tensor random(long... sizes) {
    Random random = new Random(java.util.Arrays.hashCode(sizes));
    int count = (int) java.util.Arrays.stream(sizes).reduce(1, Math::multiplyExact);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = random.nextFloat() * 2 - 1;
    }
    return Tensor.of(values, sizes);
  }

  public static Tensor floats(float... values) {
    return Tensor.of(values, values.length);
  }

  public static Tensor longs(long... values) {
    return Tensor.of(values, values.length);
  }
}
