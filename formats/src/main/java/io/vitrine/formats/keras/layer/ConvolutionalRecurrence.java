package io.vitrine.formats.keras.layer;

import io.vitrine.formats.keras.stored.Variable;
import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * LSTMs whose products are convolutions, over sequences of images (N, T, H, W, C): a Scan over the
 * steps, whose body is one step. With {@code *} a convolution, {@code z = W * x + U * h + b} in
 * four parts i, f, g, o gives {@code c' = s(f) c + s(i) a(g)} and {@code h' = s(o) a(c')}. Source:
 * Shi et al., "Convolutional LSTM network" (2015); Keras's ConvLSTM2D, which has no peepholes.
 */
final class ConvolutionalRecurrence {
  private static final int GATES = 4;
  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "tanh", "Tanh",
          "sigmoid", "Sigmoid",
          "relu", "Relu",
          "hard_sigmoid", "HardSigmoid",
          "linear", "Identity");

  private final LayerCall call;
  private final Emission out;
  private final int axes;
  private final String prefix;
  private final List<Node> body = new ArrayList<>();

  private ConvolutionalRecurrence(LayerCall call, Emission out, int axes) {
    this.call = call;
    this.out = out;
    this.axes = axes;
    this.prefix = call.path() + ".step.";
  }

  static Map<String, LayerRule> rules() {
    Map<String, LayerRule> rules = new LinkedHashMap<>();
    for (int axes = 1; axes <= 3; axes++) {
      int n = axes;
      rules.put(
          "ConvLSTM" + n + "D", (call, out) -> new ConvolutionalRecurrence(call, out, n).layer());
    }
    return rules;
  }

  private String function(String field, String otherwise) {
    Object written = call.config().raw(field);
    return written == null ? otherwise : Activations.name(written);
  }

  private Variable variable(String role, int index, int rank) throws IOException {
    Variable found = LayerRules.require(call, call.variables().inner("cell", ""), role, index);
    LayerRules.checkRank(call, role, found, rank);
    return found;
  }

  private List<Flow> layer() throws IOException {
    Flow input = out.plain(call, call.input());
    Optional<Shape> shape = out.shape(input).filter(s -> s.rank() == axes + 3);
    Set<String> known = FUNCTIONS.keySet();
    boolean usual =
        shape.isPresent()
            && shape.get().subShape(2, axes + 3).isKnown()
            && call.inputs().size() == 1
            && out.mask(call.input()).isEmpty()
            && ConvolutionLayers.isLast(call)
            && known.contains(function("activation", "tanh"))
            && known.contains(function("recurrent_activation", "sigmoid"));
    if (!usual) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    Variable kernel = variable("kernel", 0, axes + 2);
    Variable recurrent = variable("recurrent_kernel", 1, axes + 2);
    long filters = recurrent.shape().size(axes);
    long[] sizes = ConvolutionLayers.kernelSizes(kernel, axes);
    Map<String, Attribute> window = ConvolutionLayers.window(call, axes, sizes);
    String start = zeros(input, filters, maps(shape.get(), sizes));
    step(kernel, recurrent, filters, window);
    return scanned(input, start);
  }

  /** Sizes of the maps that the input's convolution makes. */
  private long[] maps(Shape input, long[] kernel) throws IOException {
    long[] strides = call.config().wholes("strides", axes, 1);
    long[] dilations = call.config().wholes("dilation_rate", axes, 1);
    boolean same = call.config().text("padding", "valid").equals("same");
    long[] sizes = new long[axes];
    for (int i = 0; i < axes; i++) {
      long reach = same ? 1 : dilations[i] * (kernel[i] - 1) + 1;
      sizes[i] = (input.size(2 + i) - reach) / strides[i] + 1;
    }
    return sizes;
  }

  /** (N, filters, maps...) zeros, N being the input's batch. */
  private String zeros(Flow input, long filters, long[] maps) {
    long[] rest = new long[axes + 1];
    rest[0] = filters;
    System.arraycopy(maps, 0, rest, 1, axes);
    String whole = out.node(call, "Shape", Map.of(), input.value());
    String batch = out.node(call, "Gather", Map.of(), whole, out.wholes(call, "first", 0));
    Map<String, Attribute> front = Map.of("axis", Attribute.of(0));
    String sizes = out.node(call, "Concat", front, batch, out.wholes(call, "maps", rest));
    return out.node(call, "ConstantOfShape", Map.of(), sizes);
  }

  private String inner(String operator, Map<String, Attribute> attributes, String... reads) {
    return inner(operator, attributes, List.of(reads), 1).get(0);
  }

  private List<String> inner(
      String operator, Map<String, Attribute> attributes, List<String> reads, int outputs) {
    String name = prefix + operator + "_" + body.size();
    List<String> made = new ArrayList<>(List.of(name));
    for (int i = 1; i < outputs; i++) {
      made.add(name + ":" + i);
    }
    body.add(new Node(name, "", operator, reads, made, attributes, call.origin()));
    return made;
  }

  private String applied(String function, String value) {
    if (!function.equals("hard_sigmoid")) {
      return inner(FUNCTIONS.getOrDefault(function, "Identity"), Map.of(), value);
    }
    float slope = call.version() < 3 ? 0.2f : 1 / 6f;
    Map<String, Attribute> line = Map.of("alpha", Attribute.of(slope), "beta", Attribute.of(0.5f));
    return inner("HardSigmoid", line, value);
  }

  private void step(
      Variable kernel, Variable recurrent, long filters, Map<String, Attribute> window)
      throws IOException {
    int[] order = ConvolutionLayers.order(axes, axes + 1, axes);
    List<String> reads = new ArrayList<>();
    reads.add(prefix + "x");
    reads.add(out.weight(call, "kernel", kernel, order));
    if (call.config().flag("use_bias", true)) {
      reads.add(out.weight(call, "bias", variable("bias", 2, 1), 0));
    }
    String seen = inner("Conv", window, reads, 1).get(0);
    Map<String, Attribute> same = Map.of("auto_pad", Attribute.of("SAME_UPPER"));
    String kept =
        inner("Conv", same, prefix + "h", out.weight(call, "recurrent_kernel", recurrent, order));
    String sum = inner("Add", Map.of(), seen, kept);
    long[] parts = new long[GATES];
    Arrays.fill(parts, filters);
    List<String> gates =
        inner(
            "Split",
            Map.of("axis", Attribute.of(1)),
            List.of(sum, out.wholes(call, "gates", parts)),
            GATES);
    String gate = function("recurrent_activation", "sigmoid");
    String shape = function("activation", "tanh");
    String old = inner("Mul", Map.of(), applied(gate, gates.get(1)), prefix + "c");
    String fresh =
        inner("Mul", Map.of(), applied(gate, gates.get(0)), applied(shape, gates.get(2)));
    String cell = inner("Add", Map.of(), old, fresh);
    String state = inner("Mul", Map.of(), applied(gate, gates.get(3)), applied(shape, cell));
    inner("Identity", Map.of(), state);
    inner("Identity", Map.of(), cell);
    inner("Identity", Map.of(), state);
  }

  private static Value value(String name) {
    return new Value(name, ValueType.unknown());
  }

  /** Images with their channels first, step by step; and what comes out, in Keras's order. */
  private List<Flow> scanned(Flow input, String start) throws IOException {
    List<Integer> first = new ArrayList<>(List.of(0, 1, axes + 2));
    List<Integer> last = new ArrayList<>(List.of(0, 1));
    for (int i = 0; i < axes; i++) {
      first.add(2 + i);
      last.add(3 + i);
    }
    last.add(2);
    String steps = out.node(call, "Transpose", perm(first), input.value());
    List<Value> made =
        body.subList(body.size() - 3, body.size()).stream()
            .map(node -> value(node.output()))
            .toList();
    Graph step =
        new Graph(
            List.of(value(prefix + "h"), value(prefix + "c"), value(prefix + "x")),
            made,
            body,
            List.of(),
            List.of());
    boolean backwards = call.config().flag("go_backwards", false);
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    attributes.put("body", new Attribute.OfGraph(step));
    attributes.put("num_scan_inputs", Attribute.of(1));
    attributes.put("scan_input_axes", Attribute.ints(1));
    attributes.put("scan_output_axes", Attribute.ints(1));
    attributes.put("scan_input_directions", Attribute.ints(backwards ? 1 : 0));
    List<String> results = out.node(call, "", "Scan", attributes, List.of(start, start, steps), 3);
    List<Flow> flows = new ArrayList<>();
    flows.add(
        call.config().flag("return_sequences", false)
            ? Flow.of(out.node(call, "Transpose", perm(last), results.get(2)), axes + 3)
            : new Flow(results.get(0), axes + 2, true));
    if (call.config().flag("return_state", false)) {
      flows.add(new Flow(results.get(0), axes + 2, true));
      flows.add(new Flow(results.get(1), axes + 2, true));
    }
    return flows;
  }

  private static Map<String, Attribute> perm(List<Integer> order) {
    return Map.of("perm", Attribute.ints(order.stream().mapToLong(Integer::longValue).toArray()));
  }
}
