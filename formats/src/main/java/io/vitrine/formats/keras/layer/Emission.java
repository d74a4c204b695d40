package io.vitrine.formats.keras.layer;

import io.vitrine.formats.file.StoredTensor;
import io.vitrine.formats.keras.stored.ComputedTensor;
import io.vitrine.formats.keras.stored.StoredVariable;
import io.vitrine.formats.keras.stored.Variable;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.operator.GrowingShapes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The nodes and parameters of a network, as layers add them. */
public final class Emission {
  private final List<Value> inputs = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final Map<Flow, Flow> turned = new HashMap<>();
  private final Set<String> taken = new LinkedHashSet<>();
  private final Set<String> given = new LinkedHashSet<>();
  private final Map<String, String> masks = new HashMap<>();
  private final GrowingShapes shapes = GrowingShapes.of(Network.OPSET);

  public List<Value> inputs() {
    return List.copyOf(inputs);
  }

  /** Adds an input of the network. */
  public void input(Value value) {
    inputs.add(value);
    shapes.add(value);
  }

  /** Which steps of a value count, where that is said. */
  Optional<String> mask(Flow flow) {
    return Optional.ofNullable(masks.get(flow.value()));
  }

  void mask(Flow flow, String mask) {
    masks.put(flow.value(), mask);
  }

  /** The shape of a value made so far, as far as it can be known. */
  Optional<Shape> shape(Flow flow) {
    return shapes.shape(flow.value());
  }

  public List<Node> nodes() {
    return List.copyOf(nodes);
  }

  public List<Parameter> parameters() {
    return List.copyOf(parameters.values());
  }

  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /** Makes a name of a layer, an input or a value unique. */
  public String claim(String wanted) {
    String name = wanted.isEmpty() ? "layer" : wanted;
    for (int i = 1; !taken.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /**
   * Runs a layer's rule. A node that is its layer's only one takes the layer's path.
   *
   * @return what the layer makes
   */
  public List<Flow> emit(LayerCall call, LayerRule rule) throws IOException {
    int from = nodes.size();
    List<Flow> made = rule.emit(call, this);
    if (nodes.size() != from + 1 || nodes.get(from).outputs().size() != 1) {
      StepMask.pass(call, this, made);
      return made;
    }
    Node only = nodes.get(from);
    Node alone =
        new Node(
            call.path(),
            only.domain(),
            only.operator(),
            only.inputs(),
            List.of(call.path()),
            only.attributes(),
            only.origin());
    nodes.set(from, alone);
    shapes.add(alone);
    turned.replaceAll((key, flow) -> renamed(flow, only.output(), call.path()));
    List<Flow> named =
        made.stream().map(flow -> renamed(flow, only.output(), call.path())).toList();
    StepMask.pass(call, this, named);
    return named;
  }

  private static Flow renamed(Flow flow, String from, String to) {
    return flow.value().equals(from) ? flow.same(to) : flow;
  }

  /** Adds a node of one output, whose name is returned. */
  String node(
      LayerCall call, String operator, Map<String, Attribute> attributes, String... inputs) {
    return node(call, "", operator, attributes, List.of(inputs), 1).get(0);
  }

  /**
   * Adds a node.
   *
   * @param outputs how many it has
   * @return their names
   */
  List<String> node(
      LayerCall call,
      String domain,
      String operator,
      Map<String, Attribute> attributes,
      List<String> inputs,
      int outputs) {
    String path = claim(call.path() + "." + operator);
    List<String> values = new ArrayList<>(List.of(path));
    for (int i = 1; i < outputs; i++) {
      values.add(claim(path + ":" + i));
    }
    Node node = new Node(path, domain, operator, inputs, values, attributes, call.origin());
    nodes.add(node);
    shapes.add(node);
    return values;
  }

  /** Adds a layer's variable as a parameter, once however often the layer is called. */
  String weight(LayerCall call, String role, Variable variable, int... order) {
    return parameter(StoredVariable.of(call.owner() + "." + role, variable, order));
  }

  String parameter(StoredTensor tensor) {
    if (tensors.putIfAbsent(tensor.name(), tensor) == null) {
      add(Parameter.of(tensor.name(), tensor.elements(), tensor.shape()));
    }
    return tensor.name();
  }

  /** Adds a constant of equal numbers, for what Keras leaves out and ONNX wants. */
  String filled(LayerCall call, String role, float value, long size) {
    float[] numbers = new float[Math.toIntExact(size)];
    java.util.Arrays.fill(numbers, value);
    return parameter(new ComputedTensor(call.owner() + "." + role, Shape.of(size), numbers::clone));
  }

  /** Adds a constant of the structure. */
  String constant(LayerCall call, String role, Tensor value) {
    String name = claim(call.path() + "." + role);
    add(Parameter.constant(name, value));
    return name;
  }

  private void add(Parameter parameter) {
    parameters.put(parameter.name(), parameter);
    shapes.add(parameter);
  }

  String number(LayerCall call, String role, double value) {
    return constant(call, role, Tensor.scalar((float) value));
  }

  String wholes(LayerCall call, String role, long... values) {
    return constant(call, role, Tensor.of(values, values.length));
  }

  /** A value with its channels at axis 1. */
  Flow channelsFirst(LayerCall call, Flow flow) {
    if (flow.channelsFirst() || flow.rank() < 3) {
      return flow;
    }
    return turned(call, flow, true);
  }

  /** A value in Keras's own order. */
  Flow plain(LayerCall call, Flow flow) {
    return flow.channelsFirst() ? turned(call, flow, false) : flow;
  }

  /**
   * A value as the network gives it out: images, which have four dimensions or more, with their
   * channels first where the network takes them so, all others in Keras's order. What is given out
   * twice, as a recurrent layer's last step is with its state, has another name the second time.
   */
  public Flow output(Flow flow, boolean imagesFirst) {
    Flow ordered = ordered(flow, imagesFirst);
    if (given.add(ordered.value())) {
      return ordered;
    }
    LayerCall call = LayerCall.output(claim("output"), ordered);
    return ordered.same(node(call, "Identity", Map.of(), ordered.value()));
  }

  private Flow ordered(Flow flow, boolean imagesFirst) {
    boolean first = imagesFirst && flow.rank() >= 4;
    if (flow.rank() < 3 || flow.channelsFirst() == first) {
      return flow;
    }
    LayerCall call = LayerCall.output(claim("output"), flow);
    return first ? channelsFirst(call, flow) : plain(call, flow);
  }

  private Flow turned(LayerCall call, Flow flow, boolean first) {
    Flow known = turned.get(flow);
    if (known != null) {
      return known;
    }
    int rank = flow.rank();
    long[] order = new long[rank];
    for (int i = 1; i < rank; i++) {
      order[i] = first ? (i == 1 ? rank - 1 : i - 1) : (i == rank - 1 ? 1 : i + 1);
    }
    String value = node(call, "Transpose", Map.of("perm", Attribute.ints(order)), flow.value());
    Flow result = new Flow(value, rank, first);
    turned.put(flow, result);
    turned.put(result, flow);
    mask(flow).ifPresent(mask -> mask(result, mask));
    return result;
  }

  Flow cast(LayerCall call, Flow flow, ElementType type) {
    return flow.same(node(call, "Cast", Map.of("to", Attribute.of(type.number())), flow.value()));
  }
}
