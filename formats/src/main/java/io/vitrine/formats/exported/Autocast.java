package io.vitrine.formats.exported;

import io.vitrine.formats.sketch.Arg;
import io.vitrine.formats.sketch.Sketch;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The conversions that autocast makes around the calls of a graph, as nodes. A program has none of
 * them, but says of each value what type it has: products and convolutions whose result is of half
 * width read their operands so; all others compute in the widest type of what they read and give,
 * as PyTorch's kernels do, and what they give is rounded to its type. Source: the lists of
 * operators in ATen/autocast_mode.h of PyTorch 2.13.
 */
final class Autocast {
  private static final Set<String> HALF =
      Set.of(
          "_convolution",
          "conv1d",
          "conv2d",
          "conv3d",
          "conv_tbc",
          "conv_transpose1d",
          "conv_transpose2d",
          "conv_transpose3d",
          "convolution",
          "prelu",
          "addmm",
          "addmv",
          "addr",
          "matmul",
          "einsum",
          "mm",
          "mv",
          "linalg_vecdot",
          "linear",
          "addbmm",
          "baddbmm",
          "bmm",
          "chain_matmul",
          "linalg_multi_dot",
          "lstm_cell",
          "gru_cell",
          "rnn_tanh_cell",
          "rnn_relu_cell",
          "lstm",
          "gru",
          "rnn_tanh",
          "rnn_relu",
          "scaled_dot_product_attention");

  /** A value in another type. */
  private record Key(String value, ElementType type) {}

  private final Sketch sketch;

  /** Autocast converts a tensor that many calls read once. */
  private final Map<Key, String> converted = new HashMap<>();

  Autocast(Sketch sketch) {
    this.sketch = sketch;
  }

  /**
   * The arguments of a call in the type that it computes in.
   *
   * @param operator the call's, without its overload
   * @param gives the type of what it gives, by the file
   */
  Map<String, Arg> arguments(
      String operator, Map<String, Arg> named, ElementType gives, String module) {
    ElementType computes =
        HALF.contains(operator) && gives.bits() == 16 ? gives : widest(named, gives);
    Map<String, Arg> all = new LinkedHashMap<>(named);
    all.replaceAll((name, argument) -> in(computes, argument, around(module)));
    return all;
  }

  /** A call's result in the type that the file says it has. */
  Arg result(Arg result, ElementType gives, String module) {
    return in(gives, result, around(module));
  }

  /** Conversions stand beside a module, which stays the one layer that it is. */
  private static String around(String module) {
    return module.substring(0, Math.max(0, module.lastIndexOf('.')));
  }

  private ElementType widest(Map<String, Arg> named, ElementType gives) {
    ElementType widest = gives;
    for (Arg argument : named.values()) {
      List<Arg> all = argument instanceof Arg.Items list ? list.items() : List.of(argument);
      for (Arg each : all) {
        Optional<ElementType> type = type(each);
        widest = type.isPresent() && type.get().bits() > widest.bits() ? type.get() : widest;
      }
    }
    return widest;
  }

  private Optional<ElementType> type(Arg argument) {
    return argument instanceof Arg.Value value
        ? Optional.of(sketch.elements(sketch.current(value.name()))).filter(ElementType::isFloat)
        : Optional.empty();
  }

  private Arg in(ElementType type, Arg argument, String module) {
    if (argument instanceof Arg.Items list) {
      List<Arg> items = new ArrayList<>();
      list.items().forEach(item -> items.add(in(type, item, module)));
      return new Arg.Items(items);
    }
    return type(argument).filter(has -> !has.equals(type)).isPresent()
        ? new Arg.Value(converted(argument, type, module))
        : argument;
  }

  private String converted(Arg argument, ElementType type, String module) {
    String value = sketch.current(argument.asTensor().orElseThrow());
    return converted.computeIfAbsent(
        new Key(value, type),
        key ->
            sketch
                .node(
                    module,
                    "",
                    "Cast",
                    List.of(key.value()),
                    Map.of("to", Attribute.of(type.number())),
                    1)
                .get(0));
  }
}
