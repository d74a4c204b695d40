package io.vitrine.operator.family;

import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Losses, and what ONNX's preview of training adds: gradients and optimisers' steps. */
final class Training {
  private static final String PREVIEW = "ai.onnx.preview.training.";

  static final List<Operator> ALL =
      List.of(
          entry("SoftmaxCrossEntropyLoss", "CrossEntropyLoss", Training::crossEntropy)
              .keeping(Keeps.INPUTS),
          entry("NegativeLogLikelihoodLoss", "NLLLoss", Training::loss).keeping(Keeps.INPUTS),
          entry(PREVIEW + "Gradient", "Gradient", Training::gradient),
          entry(PREVIEW + "Adagrad", "Adagrad", context -> step(context, 3)),
          entry(PREVIEW + "Adam", "Adam", context -> step(context, 4)),
          entry(PREVIEW + "Momentum", "SGD", context -> step(context, 3)));

  private Training() {}

  private static Operator entry(String name, String layerName, ShapeRule rule) {
    return Operator.of(name, Category.OTHER, layerName, rule);
  }

  /** One number, or one for each label where nothing is averaged or summed. */
  private static Inferred loss(ShapeContext context) {
    boolean each = context.node().stringOr("reduction", "mean").equals("none");
    return Inferred.of(context.elements(0), each ? context.shape(1) : Optional.of(Shape.SCALAR));
  }

  private static Inferred crossEntropy(ShapeContext context) {
    return loss(context).and(context.elements(0), context.shape(0));
  }

  /** One gradient for each of the values that it is taken by; they come first. */
  private static Inferred gradient(ShapeContext context) {
    return new Inferred(
        context.inputsFrom(0).stream()
            .limit(context.node().outputs().size())
            .map(output -> new Inferred.Output(output.type(), Optional.empty()))
            .toList());
  }

  /**
   * An optimiser reads rate, step count, then tensors, their gradients and its own states, and
   * gives the tensors and states anew: all groups but the second.
   *
   * @param groups of inputs: tensors, gradients, and one or two states
   */
  private static Inferred step(ShapeContext context, int groups) {
    List<Inferred.Output> read = context.inputsFrom(2);
    int tensors = read.size() / groups;
    List<ValueType> types = new ArrayList<>();
    for (int i = 0; i < read.size(); i++) {
      if (tensors > 0 && i / tensors != 1) {
        types.add(read.get(i).type());
      }
    }
    return Inferred.of(types);
  }
}
