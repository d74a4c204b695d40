package io.vitrine.operator;

import io.vitrine.language.Bundles;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.shape.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Optional;
import java.util.ResourceBundle;

/** Says in a sentence what a layer is for, and how its output's size follows from its input's. */
public final class Explanation {
  private static final String BUNDLE = "io.vitrine.operator.messages";

  private Explanation() {}

  /** The layer's purpose; for an operator without a sentence of its own, its category's. */
  public static String purpose(Node node, Locale locale) {
    ResourceBundle bundle = Bundles.of(BUNDLE, locale);
    String key = "purpose." + node.operator();
    try {
      return bundle.getString(
          bundle.containsKey(key) ? key : "category." + Operators.category(node));
    } catch (MissingResourceException e) {
      throw new IllegalStateException("no sentence for " + node.operator() + " in " + BUNDLE, e);
    }
  }

  /**
   * The formula of the output's size with its numbers, {@code (32 - 3 + 2*1)/1 + 1 = 32}; one for
   * height and one for width where they differ; {@code 512 -> 10} for a linear layer. Empty for
   * layers that keep the shape.
   */
  public static Optional<String> sizeFormula(Node node, ShapeTable shapes) {
    Optional<Shape> input = shapes.inputShape(node, 0);
    if (input.isEmpty() || shapes.outputShape(node).isEmpty()) {
      return Optional.empty();
    }
    return switch (node.operator()) {
      case "Conv", "MaxPool", "AveragePool", "LpPool" ->
          windows(input.get(), node, Operators.kernel(node, shapes));
      case "Gemm", "MatMul" ->
          shapes.outputShape(node).map(output -> input.get().dim(-1) + " -> " + output.dim(-1));
      case "Flatten" -> flattened(input.get());
      default -> Optional.empty();
    };
  }

  private static Optional<String> windows(Shape input, Node node, List<Long> kernel) {
    if (input.rank() != kernel.size() + 2 || kernel.contains(-1L)) {
      return Optional.empty();
    }
    List<Window> windows = Window.of(node, kernel);
    List<String> formulas = new ArrayList<>();
    for (int i = 0; i < windows.size(); i++) {
      long size = input.size(2 + i);
      if (size < 0) {
        return Optional.empty();
      }
      formulas.add(windows.get(i).formula(size));
    }
    List<String> distinct = formulas.stream().distinct().toList();
    return distinct.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", distinct));
  }

  private static Optional<String> flattened(Shape input) {
    Shape item = input.subShape(Math.min(1, input.rank()), input.rank());
    if (!item.isKnown() || item.rank() < 2) {
      return Optional.empty();
    }
    return Optional.of(
        String.join("*", item.dims().stream().map(Object::toString).toList())
            + " = "
            + item.elements().orElseThrow());
  }
}
