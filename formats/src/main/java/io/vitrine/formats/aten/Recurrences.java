package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import io.vitrine.model.Attribute;
import io.vitrine.model.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Recurrent layers. PyTorch stacks layers in one call and orders an LSTM's gates i, f, g, o and a
 * GRU's r, z, n; ONNX has one layer a node and orders them i, o, f, c and z, r, h. Parameters keep
 * PyTorch's order and names; nodes bring them into ONNX's.
 */
final class Recurrences {
  private static final String ARGUMENTS =
      "input hx params has_biases num_layers dropout train bidirectional batch_first";

  /**
   * A kind of layer.
   *
   * @param gates how many there are
   * @param order PyTorch's place of each of ONNX's gates
   */
  private record Kind(String operator, int gates, List<Integer> order) {
    int states() {
      return operator.equals("LSTM") ? 2 : 1;
    }
  }

  private static final Kind LSTM = new Kind("LSTM", 4, List.of(0, 3, 1, 2));
  private static final Kind GRU = new Kind("GRU", 3, List.of(1, 0, 2));
  private static final Kind RNN = new Kind("RNN", 1, List.of(0));

  static final Map<String, Entry> ALL =
      new Entry.Family()
          .all("lstm", ARGUMENTS, call -> new Recurrences(call, LSTM, Settings::none).run())
          .all(
              "gru",
              ARGUMENTS,
              call -> new Recurrences(call, GRU, () -> Settings.of("linear_before_reset", 1)).run())
          .all("rnn_tanh", ARGUMENTS, call -> new Recurrences(call, RNN, Settings::none).run())
          .entries();

  private final Conversion call;
  private final Kind kind;
  private final java.util.function.Supplier<Settings> settings;
  private final int directions;
  private final long hidden;
  private final List<String> parameters;
  private final int perDirection;

  private Recurrences(Conversion call, Kind kind, java.util.function.Supplier<Settings> settings) {
    this.call = call;
    this.kind = kind;
    this.settings = settings;
    this.directions = call.bool("bidirectional", false) ? 2 : 1;
    this.parameters = call.tensors("params");
    this.perDirection = call.bool("has_biases", true) ? 4 : 2;
    this.hidden = call.shape(parameters.get(1)).size(1);
  }

  private List<Arg> run() {
    long layers = call.integer("num_layers", 1);
    if (call.bool("train", false) && layers > 1 && call.real("dropout", 0) != 0) {
      throw new NoCounterpart("dropout between layers");
    }
    if (parameters.size() != layers * directions * perDirection) {
      throw new NoCounterpart("projected states");
    }
    boolean batchFirst = call.bool("batch_first", false);
    String input = call.tensor("input");
    String values = batchFirst ? turned(input) : input;
    List<List<String>> lasts = new ArrayList<>();
    for (int layer = 0; layer < layers; layer++) {
      List<String> made = layer(values, layer);
      values = joined(made.get(0));
      lasts.add(made.subList(1, made.size()));
    }
    List<String> results = new ArrayList<>();
    results.add(batchFirst ? turned(values) : values);
    for (int state = 0; state < kind.states(); state++) {
      int which = state;
      results.add(concatenated(lasts.stream().map(last -> last.get(which)).toList()));
    }
    return Conversion.results(results);
  }

  /** (T, N, C) and (N, T, C). */
  private String turned(String tensor) {
    return call.node("Transpose", Settings.of("perm", List.of(1L, 0L, 2L)), tensor);
  }

  /** (T, directions, N, H) as (T, N, directions H). */
  private String joined(String made) {
    if (directions == 1) {
      return call.node("Squeeze", made, call.constant(List.of(1L)));
    }
    String order = call.node("Transpose", Settings.of("perm", List.of(0L, 2L, 1L, 3L)), made);
    return call.node("Reshape", order, call.constant(List.of(0L, 0L, directions * hidden)));
  }

  private String concatenated(List<String> parts) {
    return parts.size() == 1
        ? parts.get(0)
        : call.nodes("Concat", Settings.of("axis", 0), parts, 1).get(0);
  }

  private List<String> layer(String input, int layer) {
    List<String> reads = new ArrayList<>(List.of(input, stacked(layer, 0), stacked(layer, 1)));
    reads.add(perDirection == 4 ? biases(layer) : "");
    reads.add("");
    for (int state = 0; state < kind.states(); state++) {
      reads.add(start(layer, state));
    }
    Settings all = settings.get().and("hidden_size", hidden);
    if (directions == 2) {
      all.and("direction", "bidirectional");
    }
    return call.nodes(kind.operator(), all, reads, 1 + kind.states());
  }

  /** The states of a layer out of those of all layers. */
  private String start(int layer, int state) {
    List<String> states =
        call.argument("hx") instanceof Arg.Items ? call.tensors("hx") : List.of(call.tensor("hx"));
    String whole = states.get(state);
    if (call.sketch().maker(whole).filter(Recurrences::isZero).isPresent()) {
      return "";
    }
    if (call.integer("num_layers", 1) == 1) {
      return whole;
    }
    long from = (long) layer * directions;
    return call.node(
        "Slice",
        whole,
        call.constant(List.of(from)),
        call.constant(List.of(from + directions)),
        call.constant(List.of(0L)));
  }

  /** Zeros are what ONNX starts with where nothing is given. */
  private static boolean isZero(Node node) {
    return node.attributes().get("value") instanceof Attribute.OfTensor filled
        && node.operator().equals("ConstantOfShape")
        && filled.value().doubleAt(0) == 0;
  }

  private String parameter(int layer, int direction, int which) {
    return parameters.get((layer * directions + direction) * perDirection + which);
  }

  private String stacked(int layer, int which) {
    List<String> parts = new ArrayList<>();
    for (int direction = 0; direction < directions; direction++) {
      parts.add(leading(reordered(parameter(layer, direction, which))));
    }
    return concatenated(parts);
  }

  private String biases(int layer) {
    List<String> parts = new ArrayList<>();
    for (int direction = 0; direction < directions; direction++) {
      parts.add(
          leading(
              concatenated(
                  List.of(
                      reordered(parameter(layer, direction, 2)),
                      reordered(parameter(layer, direction, 3))))));
    }
    return concatenated(parts);
  }

  private String leading(String tensor) {
    return call.node("Unsqueeze", tensor, call.constant(List.of(0L)));
  }

  private String reordered(String parameter) {
    if (kind.gates() == 1) {
      return parameter;
    }
    String sizes = call.constant(Collections.nCopies(kind.gates(), hidden));
    List<String> gates =
        call.nodes("Split", Settings.of("axis", 0), List.of(parameter, sizes), kind.gates());
    return concatenated(kind.order().stream().map(gates::get).toList());
  }
}
