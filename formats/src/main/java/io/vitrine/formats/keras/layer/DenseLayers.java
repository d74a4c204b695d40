package io.vitrine.formats.keras.layer;

import io.vitrine.formats.keras.stored.Variable;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Fully connected layers, embeddings, and the layer that says which steps count. */
final class DenseLayers {
  private DenseLayers() {}

  static Map<String, LayerRule> rules() {
    return Map.of(
        "Dense",
        DenseLayers::dense,
        "Embedding",
        DenseLayers::embedding,
        "Masking",
        DenseLayers::masking);
  }

  /** A Gemm of images' features, a MatMul and an Add where there are further dimensions. */
  private static List<Flow> dense(LayerCall call, Emission out) throws IOException {
    Variable kernel = LayerRules.require(call, "kernel", 0, 2);
    Flow input = out.plain(call, call.input());
    boolean biased = call.config().flag("use_bias", true);
    String value;
    if (input.rank() == 2) {
      String weight = out.weight(call, "kernel", kernel, 1, 0);
      Map<String, Attribute> turned = Map.of("transB", Attribute.of(1));
      value =
          biased
              ? out.node(call, "Gemm", turned, input.value(), weight, bias(call, out))
              : out.node(call, "Gemm", turned, input.value(), weight);
    } else {
      String weight = out.weight(call, "kernel", kernel, 0, 1);
      value = out.node(call, "MatMul", Map.of(), input.value(), weight);
      value = biased ? out.node(call, "Add", Map.of(), value, bias(call, out)) : value;
    }
    return List.of(Activations.after(call, out, input.same(value)));
  }

  private static String bias(LayerCall call, Emission out) throws IOException {
    return out.weight(call, "bias", LayerRules.require(call, "bias", 1, 1), 0);
  }

  private static List<Flow> embedding(LayerCall call, Emission out) throws IOException {
    Variable table = LayerRules.require(call, "embeddings", 0, 2);
    Flow input = out.plain(call, call.input());
    Flow numbers = out.cast(call, input, ElementType.INT64);
    String weight = out.weight(call, "embeddings", table, 0, 1);
    String value = out.node(call, "Gather", Map.of(), weight, numbers.value());
    Flow made = Flow.of(value, input.rank() < 0 ? -1 : input.rank() + 1);
    if (call.config().flag("mask_zero", false)) {
      String zero = out.constant(call, "zero", Tensor.of(new long[] {0}, 1));
      String padding = out.node(call, "Equal", Map.of(), numbers.value(), zero);
      out.mask(made, out.node(call, "Not", Map.of(), padding));
    }
    return List.of(made);
  }

  /** Steps whose features all have one value do not count, and become 0. */
  private static List<Flow> masking(LayerCall call, Emission out) throws IOException {
    Flow input = out.plain(call, call.input());
    String value = out.number(call, "mask_value", call.config().number("mask_value", 0));
    String same = out.node(call, "Equal", Map.of(), input.value(), value);
    String other = out.node(call, "Not", Map.of(), same);
    Map<String, Attribute> real = Map.of("to", Attribute.of(ElementType.FLOAT32.number()));
    Map<String, Attribute> last = Map.of("axes", Attribute.ints(-1));
    String kept = out.node(call, "ReduceMax", last, out.node(call, "Cast", real, other));
    Flow made = input.same(out.node(call, "Mul", Map.of(), input.value(), kept));
    String steps = out.node(call, "Squeeze", Map.of(), kept, out.wholes(call, "axis", -1));
    Map<String, Attribute> truth = Map.of("to", Attribute.of(ElementType.BOOL.number()));
    out.mask(made, out.node(call, "Cast", truth, steps));
    return List.of(made);
  }
}
