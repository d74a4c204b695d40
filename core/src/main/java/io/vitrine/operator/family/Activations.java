package io.vitrine.operator.family;

import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Arithmetic;
import io.vitrine.operator.shape.Element;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.Values;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Activation functions: one number in, one number out, but for the softmax family. */
final class Activations {
  private static final Map<String, String> OTHER_NAMES =
      Map.ofEntries(
          Map.entry("Relu", "ReLU"),
          Map.entry("LeakyRelu", "LeakyReLU"),
          Map.entry("PRelu", "PReLU"),
          Map.entry("Elu", "ELU"),
          Map.entry("Selu", "SELU"),
          Map.entry("Celu", "CELU"),
          Map.entry("Gelu", "GELU"),
          Map.entry("HardSigmoid", "Hardsigmoid"),
          Map.entry("HardSwish", "Hardswish"),
          Map.entry("Clip", "Hardtanh"),
          Map.entry("Swish", "SiLU"));

  /** Those whose derivative follows from their own output. */
  private static final Set<String> KEEP_OUTPUT =
      Set.of("Relu", "ThresholdedRelu", "Sigmoid", "Tanh", "Softmax", "LogSoftmax");

  static final List<Operator> ALL =
      Stream.of(
              "Relu LeakyRelu PRelu Elu Selu Celu Gelu Sigmoid Tanh HardSigmoid HardSwish Swish"
                  .split(" "),
              "SwiGLU Mish Softplus Softsign ThresholdedRelu Shrink Clip Softmax LogSoftmax Hardmax"
                  .split(" "))
          .flatMap(Stream::of)
          .map(Activations::activation)
          .toList();

  private Activations() {}

  private static Operator activation(String name) {
    Operator entry =
        Operator.of(
                name,
                Category.ACTIVATION,
                OTHER_NAMES.getOrDefault(name, name),
                name.equals("Relu") ? Activations::relu : SameShape::asFirst)
            .keeping(KEEP_OUTPUT.contains(name) ? Keeps.OUTPUT : Keeps.INPUTS);
    return name.equals("Clip")
        ? entry.reading(Role.CONSTANT, Role.CONSTANT, Role.CONSTANT)
        : entry.reading(Role.CONSTANT, Role.WEIGHT);
  }

  /** Target lengths are cut at 0 by it: {@code max(ceil((limit - start) / step), 0)}. */
  private static Inferred relu(ShapeContext context) {
    return SameShape.asFirst(context)
        .withValues(
            context
                .values(0)
                .flatMap(all -> all.with(Values.scalar(Element.of(0)), Arithmetic.MAX)));
  }
}
