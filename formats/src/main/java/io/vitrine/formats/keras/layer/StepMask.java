package io.vitrine.formats.keras.layer;

import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which steps of a sequence count: a tensor of truth values (N, T), made by Embedding and Masking,
 * that goes from layer to layer beside the numbers. Source: Keras, "Understanding masking and
 * padding".
 *
 * <p>A recurrent layer skips steps that do not count, wherever they are: its state stays, and its
 * output is that of the step before. ONNX's recurrent operators know lengths only. So the steps
 * that count are moved to the front, the operator runs on as many as there are, and what it gives
 * is put back to where the steps were.
 */
final class StepMask {
  /** Layers that hand the mask of their first input on. */
  private static final Set<String> PASS =
      Set.of(
          "Activation",
          "ActivityRegularization",
          "AlphaDropout",
          "Attention",
          "BatchNormalization",
          "Dense",
          "Dropout",
          "ELU",
          "GaussianDropout",
          "GaussianNoise",
          "GroupNormalization",
          "Identity",
          "LayerNormalization",
          "LeakyReLU",
          "MultiHeadAttention",
          "Normalization",
          "PReLU",
          "ReLU",
          "Rescaling",
          "Softmax",
          "SpatialDropout1D",
          "TimeDistributed",
          "UnitNormalization");

  private static final Set<String> SEQUENCES = Set.of("SimpleRNN", "LSTM", "GRU");
  private static final Set<String> MERGE =
      Set.of("Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum");

  private static final long LATER = 1L << 40;

  private final LayerCall call;
  private final Emission out;
  private final String mask;
  private final String whole;
  private final String stepAxis;

  /** A mask for the layer that it is about to change. */
  StepMask(LayerCall call, Emission out, String mask) {
    this.call = call;
    this.out = out;
    this.mask = mask;
    this.whole = cast(mask, ElementType.INT64);
    this.stepAxis = out.wholes(call, "steps", 1);
  }

  /** Hands masks on from a layer's inputs to what it makes. */
  static void pass(LayerCall call, Emission out, List<Flow> made)
      throws io.vitrine.model.ModelFormatException {
    if (made.isEmpty() || out.mask(made.get(0)).isPresent()) {
      return;
    }
    String kind = call.className();
    boolean sequences =
        SEQUENCES.contains(kind)
            ? call.config().flag("return_sequences", false)
            : kind.equals("Bidirectional")
                && call.config().object("layer").isPresent()
                && call.config().object("layer").get().object("config").isPresent()
                && call.config()
                    .object("layer")
                    .get()
                    .object("config")
                    .get()
                    .flag("return_sequences", false);
    if (PASS.contains(kind) || sequences) {
      out.mask(call.input()).ifPresent(mask -> out.mask(made.get(0), mask));
    } else if (MERGE.contains(kind)
        && call.inputs().stream().allMatch(flow -> out.mask(flow).isPresent())) {
      String all = out.mask(call.input()).orElseThrow();
      for (Flow next : call.inputs().subList(1, call.inputs().size())) {
        String other = out.mask(next).orElseThrow();
        all = other.equals(all) ? all : out.node(call, "Or", Map.of(), all, other);
      }
      out.mask(made.get(0), all);
    }
  }

  private String cast(String value, ElementType type) {
    return out.node(call, "Cast", Map.of("to", Attribute.of(type.number())), value);
  }

  private String unsqueezed(String value, long axis) {
    return out.node(call, "Unsqueeze", Map.of(), value, out.wholes(call, "axis", axis));
  }

  /** How many steps count, (N) as 32-bit integers. */
  String lengths() {
    String sum = out.node(call, "ReduceSum", Map.of("keepdims", Attribute.of(0)), whole, stepAxis);
    return cast(sum, ElementType.INT32);
  }

  private String numbered(boolean exclusive) {
    Map<String, Attribute> attributes = exclusive ? Map.of("exclusive", Attribute.of(1)) : Map.of();
    return out.node(call, "CumSum", attributes, whole, stepAxis);
  }

  private String taken(String from, String places, String like) {
    String sizes = out.node(call, "Shape", Map.of(), like);
    String wide = out.node(call, "Expand", Map.of(), unsqueezed(places, 2), sizes);
    return out.node(call, "GatherElements", Map.of("axis", Attribute.of(1)), from, wide);
  }

  /** A sequence (N, T, C) with the steps that count in front, in their order. */
  String moved(String sequence) {
    String none = out.node(call, "Sub", Map.of(), out.wholes(call, "one", 1), whole);
    String later = out.node(call, "Mul", Map.of(), none, out.wholes(call, "later", LATER));
    String ones = out.node(call, "Add", Map.of(), whole, none);
    String places = out.node(call, "CumSum", Map.of(), ones, stepAxis);
    String keys = out.node(call, "Add", Map.of(), later, places);
    String sizes = out.node(call, "Shape", Map.of(), mask);
    String steps = out.node(call, "Gather", Map.of(), sizes, stepAxis);
    Map<String, Attribute> least = Map.of("largest", Attribute.of(0), "axis", Attribute.of(1));
    String order = out.node(call, "", "TopK", least, List.of(keys, steps), 2).get(1);
    return taken(sequence, order, sequence);
  }

  /**
   * What was made of moved steps, back at their places; a step that does not count has the output
   * of the one before it, or behind it where the sequence is read backwards, or 0 where there is
   * none.
   */
  String restored(String made, boolean backwards) {
    if (!backwards) {
      String padded =
          out.node(call, "Pad", Map.of(), made, out.wholes(call, "pads", 0, 1, 0, 0, 0, 0));
      return taken(padded, numbered(false), made);
    }
    String padded =
        out.node(call, "Pad", Map.of(), made, out.wholes(call, "pads", 0, 0, 0, 0, 1, 0));
    String places = numbered(true);
    String count =
        out.node(call, "ReduceSum", Map.of("keepdims", Attribute.of(1)), whole, stepAxis);
    String is = unsqueezed(out.node(call, "Less", Map.of(), places, count), 2);
    String found = taken(padded, places, made);
    return out.node(call, "Where", Map.of(), is, found, out.number(call, "zero", 0));
  }

  /** A sequence with 0 where steps do not count. */
  String zeroed(String sequence) {
    String is = unsqueezed(mask, 2);
    return out.node(call, "Where", Map.of(), is, sequence, out.number(call, "zero", 0));
  }

  /** The mean over the steps that count, (N, C) or (N, 1, C). */
  String mean(String sequence, boolean keeps) {
    Map<String, Attribute> keep = Map.of("keepdims", Attribute.of(keeps ? 1 : 0));
    String sum = out.node(call, "ReduceSum", keep, zeroed(sequence), stepAxis);
    String counted = unsqueezed(cast(mask, ElementType.FLOAT32), 2);
    String count = out.node(call, "ReduceSum", keep, counted, stepAxis);
    return out.node(call, "Div", Map.of(), sum, count);
  }
}
