package io.vitrine.operator.family;

import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.MacRule;
import io.vitrine.operator.shape.SameShape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Activation functions: one number in, one number out, but for the softmax family. */
final class Activations {
  private static final Map<String, String> OTHER_NAMES =
      Map.of(
          "Relu",
          "ReLU",
          "LeakyRelu",
          "LeakyReLU",
          "PRelu",
          "PReLU",
          "Elu",
          "ELU",
          "Selu",
          "SELU",
          "Celu",
          "CELU",
          "Gelu",
          "GELU",
          "HardSigmoid",
          "Hardsigmoid",
          "HardSwish",
          "Hardswish",
          "Clip",
          "Hardtanh");

  /** Those whose derivative follows from their own output. */
  private static final Set<String> KEEP_OUTPUT =
      Set.of("Relu", "ThresholdedRelu", "Sigmoid", "Tanh", "Softmax", "LogSoftmax");

  static final List<Operator> ALL =
      Stream.of(
              "Relu",
              "LeakyRelu",
              "PRelu",
              "Elu",
              "Selu",
              "Celu",
              "Gelu",
              "Sigmoid",
              "Tanh",
              "HardSigmoid",
              "HardSwish",
              "Swish",
              "Mish",
              "Softplus",
              "Softsign",
              "ThresholdedRelu",
              "Shrink",
              "Clip",
              "Softmax",
              "LogSoftmax",
              "Hardmax")
          .map(Activations::activation)
          .toList();

  private Activations() {}

  private static Operator activation(String name) {
    List<Role> roles =
        name.equals("Clip")
            ? List.of(Role.CONSTANT, Role.CONSTANT, Role.CONSTANT)
            : List.of(Role.CONSTANT, Role.WEIGHT);
    return new Operator(
        name,
        Category.ACTIVATION,
        OTHER_NAMES.getOrDefault(name, name),
        roles,
        SameShape::asFirst,
        MacRule.NONE,
        KEEP_OUTPUT.contains(name) ? Keeps.OUTPUT : Keeps.INPUTS);
  }
}
