package io.vitrine.formats.keras.layer;

import io.vitrine.formats.keras.stored.ComputedTensor;
import io.vitrine.formats.keras.stored.Config;
import io.vitrine.formats.keras.stored.Variable;
import io.vitrine.formats.keras.stored.Variables;
import io.vitrine.model.Attribute;
import io.vitrine.model.Shape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Recurrent layers. Keras's kernels are (inputs, gates * units) with an LSTM's gates in the order
 * input, forget, cell, output and a GRU's in the order update, reset, new; ONNX's are (1, gates *
 * units, inputs) in the orders input, output, forget, cell and update, reset, new.
 */
final class RecurrentLayers {
  private static final Map<String, String> OPERATORS =
      Map.of("SimpleRNN", "RNN", "LSTM", "LSTM", "GRU", "GRU");
  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "tanh", "Tanh",
          "sigmoid", "Sigmoid",
          "relu", "Relu",
          "hard_sigmoid", "HardSigmoid",
          "softsign", "Softsign",
          "softplus", "Softplus",
          "elu", "Elu");

  /** What one direction makes. */
  private record Pass(Flow flow, List<Flow> states) {
    /** The sequence with its steps where they were before the mask moved them. */
    Pass masked(StepMask mask, boolean backwards, boolean zero) {
      String restored = mask.restored(flow.value(), backwards);
      return new Pass(flow.same(zero ? mask.zeroed(restored) : restored), states);
    }
  }

  private RecurrentLayers() {}

  static Map<String, LayerRule> rules() {
    Map<String, LayerRule> rules = new LinkedHashMap<>();
    for (String name : List.of("SimpleRNN", "LSTM", "GRU", "RNN")) {
      rules.put(name, RecurrentLayers::alone);
    }
    rules.put("CuDNNLSTM", LayerRules.UNKNOWN);
    rules.put("Bidirectional", RecurrentLayers::bidirectional);
    return rules;
  }

  private static List<Flow> alone(LayerCall call, Emission out) throws IOException {
    Optional<String> strange = RecurrentCell.strange(call);
    if (strange.isPresent()) {
      return LayerRules.kept(call, out, "keras.cell", strange.get());
    }
    if (!isKnown(call)) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    boolean backwards = call.config().flag("go_backwards", false);
    Pass pass = stack(call, out, backwards, call.input());
    Flow flow = pass.flow();
    if (backwards && call.config().flag("return_sequences", false)) {
      flow = reversed(call, out, flow);
    }
    List<Flow> made = new ArrayList<>(List.of(flow));
    if (call.config().flag("return_state", false)) {
      made.addAll(pass.states());
    }
    return made;
  }

  /** Whether a layer has cells of Keras's own only, with functions that ONNX has as well. */
  private static boolean isKnown(LayerCall call) throws IOException {
    List<RecurrentCell> cells = RecurrentCell.of(call);
    return !cells.isEmpty()
        && call.inputs().size() == 1
        && cells.stream()
            .map(RecurrentCell::call)
            .allMatch(
                cell ->
                    FUNCTIONS.containsKey(function(cell, "activation", "tanh"))
                        && FUNCTIONS.containsKey(
                            function(cell, "recurrent_activation", "sigmoid")));
  }

  private static String function(LayerCall call, String field, String otherwise) {
    @Nullable Object written = call.config().raw(field);
    return written == null ? otherwise : Activations.name(written);
  }

  /** Steps in the other order: a layer that goes backwards gives its last step first. */
  private static Flow reversed(LayerCall call, Emission out, Flow flow) {
    return flow.same(
        out.node(
            call,
            "Slice",
            Map.of(),
            flow.value(),
            out.wholes(call, "starts", -1),
            out.wholes(call, "ends", Integer.MIN_VALUE),
            out.wholes(call, "axes", 1),
            out.wholes(call, "steps", -1)));
  }

  /** One direction of a layer: its cells, each over all steps that the one before made. */
  private static Pass stack(LayerCall layer, Emission out, boolean backwards, Flow given)
      throws IOException {
    Optional<String> mask = out.mask(given);
    boolean zero = layer.config().flag("zero_output_for_mask", false);
    boolean wanted = layer.config().flag("return_state", false);
    List<Flow> states = new ArrayList<>();
    Flow flow = given;
    for (RecurrentCell cell : RecurrentCell.of(layer)) {
      Optional<StepMask> steps = mask.map(found -> new StepMask(cell.call(), out, found));
      Pass pass = pass(cell, out, backwards, flow, steps, wanted);
      pass =
          steps.isPresent() && cell.sequences() ? pass.masked(steps.get(), backwards, zero) : pass;
      flow = pass.flow();
      states.addAll(pass.states());
    }
    return new Pass(flow, states);
  }

  private static Pass pass(
      RecurrentCell cell,
      Emission out,
      boolean backwards,
      Flow given,
      Optional<StepMask> mask,
      boolean wanted)
      throws IOException {
    LayerCall call = cell.call();
    String kind = cell.kind();
    Variable kernel = LayerRules.require(call, cell.variables(), "kernel", 0);
    Variable recurrent = LayerRules.require(call, cell.variables(), "recurrent_kernel", 1);
    Optional<Variable> bias =
        call.config().flag("use_bias", true) ? cell.variables().get("bias", 2) : Optional.empty();
    int units = Math.toIntExact(recurrent.shape().size(0));
    boolean resetAfter =
        call.config().flag("reset_after", bias.map(b -> b.shape().rank() == 2).orElse(true));
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    attributes.put("hidden_size", Attribute.of(units));
    attributes.put("direction", Attribute.of(backwards ? "reverse" : "forward"));
    functions(call, kind, attributes);
    if (kind.equals("GRU")) {
      attributes.put("linear_before_reset", Attribute.of(resetAfter ? 1 : 0));
    }
    List<String> inputs = new ArrayList<>();
    Flow steps = out.plain(call, given);
    Map<String, Attribute> swap = Map.of("perm", Attribute.ints(1, 0, 2));
    String read = mask.map(found -> found.moved(steps.value())).orElse(steps.value());
    inputs.add(out.node(call, "Transpose", swap, read));
    inputs.add(gates(call, out, "kernel", kernel, kind, units));
    inputs.add(gates(call, out, "recurrent_kernel", recurrent, kind, units));
    inputs.add(bias.isPresent() ? biases(call, out, bias.get(), kind, units) : "");
    mask.ifPresentOrElse(
        found -> inputs.add(found.lengths()), () -> inputs.removeIf(String::isEmpty));
    List<String> made =
        out.node(
            call,
            "",
            OPERATORS.getOrDefault(kind, kind),
            attributes,
            inputs,
            kind.equals("LSTM") ? 3 : 2);
    return shaped(cell, out, made, wanted);
  }

  private static void functions(LayerCall call, String kind, Map<String, Attribute> attributes) {
    String inner = function(call, "activation", "tanh");
    String gate = function(call, "recurrent_activation", "sigmoid");
    List<String> all =
        switch (kind) {
          case "LSTM" -> List.of(gate, inner, inner);
          case "GRU" -> List.of(gate, inner);
          default -> List.of(inner);
        };
    attributes.put(
        "activations", new Attribute.OfStrings(all.stream().map(FUNCTIONS::get).toList()));
    if (all.contains("hard_sigmoid")) {
      float slope = call.version() < 3 ? 0.2f : 1 / 6f;
      attributes.put(
          "activation_alpha",
          new Attribute.OfFloats(
              all.stream().map(name -> name.equals("hard_sigmoid") ? slope : 1f).toList()));
      attributes.put(
          "activation_beta",
          new Attribute.OfFloats(
              all.stream().map(name -> name.equals("hard_sigmoid") ? 0.5f : 0f).toList()));
    }
  }

  /** The sequence (N, T, units) or the last step (N, units), and the states. */
  private static Pass shaped(RecurrentCell cell, Emission out, List<String> made, boolean wanted) {
    LayerCall call = cell.call();
    boolean sequences = cell.sequences();
    String first = out.wholes(call, "direction", 0);
    List<Flow> states = new ArrayList<>();
    for (String state : wanted ? made.subList(1, made.size()) : made.subList(1, 2)) {
      if (wanted || !sequences) {
        states.add(Flow.of(out.node(call, "Squeeze", Map.of(), state, first), 2));
      }
    }
    if (!sequences) {
      return new Pass(states.get(0), states);
    }
    String one = out.node(call, "Squeeze", Map.of(), made.get(0), out.wholes(call, "axis", 1));
    Map<String, Attribute> swap = Map.of("perm", Attribute.ints(1, 0, 2));
    return new Pass(Flow.of(out.node(call, "Transpose", swap, one), 3), states);
  }

  /** ONNX's place of each of Keras's gates. */
  private static int[] order(String kind) {
    return switch (kind) {
      case "LSTM" -> new int[] {0, 3, 1, 2};
      case "GRU" -> new int[] {0, 1, 2};
      default -> new int[] {0};
    };
  }

  /** (rows, gates * units) to (1, gates * units, rows), gates in ONNX's order. */
  private static String gates(
      LayerCall call, Emission out, String role, Variable kernel, String kind, int units)
      throws IOException {
    int[] order = order(kind);
    LayerRules.checkShape(call, role, kernel, -1, (long) order.length * units);
    int rows = Math.toIntExact(kernel.shape().size(0));
    int columns = order.length * units;
    return out.parameter(
        new ComputedTensor(
            call.owner() + "." + role,
            Shape.of(1, columns, rows),
            () -> {
              float[] from = ComputedTensor.floats(kernel);
              float[] to = new float[from.length];
              for (int i = 0; i < columns; i++) {
                int column = order[i / units] * units + i % units;
                for (int row = 0; row < rows; row++) {
                  to[i * rows + row] = from[row * columns + column];
                }
              }
              return to;
            }));
  }

  /** (gates * units) or, of the input and of the state, (2, gates * units), to (1, 2 * that). */
  private static String biases(LayerCall call, Emission out, Variable bias, String kind, int units)
      throws IOException {
    int[] order = order(kind);
    int columns = order.length * units;
    boolean both = bias.shape().rank() == 2;
    if (both) {
      LayerRules.checkShape(call, "bias", bias, 2, columns);
    } else {
      LayerRules.checkShape(call, "bias", bias, columns);
    }
    return out.parameter(
        new ComputedTensor(
            call.owner() + ".bias",
            Shape.of(1, 2L * columns),
            () -> {
              float[] from = Arrays.copyOf(ComputedTensor.floats(bias), 2 * columns);
              float[] to = new float[from.length];
              for (int i = 0; i < to.length; i++) {
                int part = i / columns * columns;
                to[i] = from[part + order[i % columns / units] * units + i % units];
              }
              return to;
            }));
  }

  private static List<Flow> bidirectional(LayerCall call, Emission out) throws IOException {
    Optional<Config> layer = call.config().object("layer");
    if (layer.isEmpty() || call.inputs().size() != 1) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    Config back = call.config().object("backward_layer").orElse(layer.get());
    Variables forwards = call.variables().inner("forward_layer", "forward");
    Variables backwards = call.variables().inner("backward_layer", "backward");
    LayerCall ahead = call.inner("forward", layer.get(), forwards, call.input());
    LayerCall behind = call.inner("backward", back, backwards, call.input());
    String mode = call.config().text("merge_mode", "none");
    Map<String, String> operators =
        Map.of("concat", "Concat", "sum", "Add", "mul", "Mul", "ave", "Mean");
    boolean known =
        isKnown(ahead)
            && isKnown(behind)
            && operators.containsKey(mode)
            && !ahead.config().flag("return_state", false);
    if (!known) {
      return LayerRules.UNKNOWN.emit(call, out);
    }
    Flow one = stack(ahead, out, false, call.input()).flow();
    Flow two = stack(behind, out, true, call.input()).flow();
    Map<String, Attribute> axis =
        mode.equals("concat") ? Map.of("axis", Attribute.of(-1)) : Map.of();
    return List.of(
        one.same(
            out.node(
                call, operators.getOrDefault(mode, "Concat"), axis, one.value(), two.value())));
  }
}
