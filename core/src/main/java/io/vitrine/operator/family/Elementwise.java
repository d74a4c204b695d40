package io.vitrine.operator.family;

import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Arithmetic, comparison and choice, element by element with broadcasting. */
final class Elementwise {
  /** Linear, or without a gradient. */
  private static final Set<String> KEEP_NOTHING =
      Set.of(
          "Add",
          "Sub",
          "Sum",
          "Mean",
          "Neg",
          "Sign",
          "Floor",
          "Ceil",
          "Round",
          "Not",
          "And",
          "Or",
          "Xor",
          "Equal",
          "Greater",
          "GreaterOrEqual",
          "Less",
          "LessOrEqual",
          "CumSum");

  /** Those whose derivative follows from their own output. */
  private static final Set<String> KEEP_OUTPUT = Set.of("Exp", "Sqrt", "Reciprocal");

  static final List<Operator> ALL = all();

  private Elementwise() {}

  private static List<Operator> all() {
    List<Operator> all = new ArrayList<>();
    for (String name :
        List.of(
            "Add", "Sub", "Mul", "Div", "Pow", "Mod", "Min", "Max", "Mean", "Sum", "And", "Or",
            "Xor")) {
      all.add(entry(name, SameShape::broadcast));
    }
    for (String name : List.of("Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual")) {
      all.add(entry(name, SameShape::comparison));
    }
    for (String name :
        List.of(
            "Abs",
            "Neg",
            "Sign",
            "Sqrt",
            "Reciprocal",
            "Exp",
            "Log",
            "Erf",
            "Floor",
            "Ceil",
            "Round",
            "Sin",
            "Cos",
            "Tan",
            "Asin",
            "Acos",
            "Atan",
            "Sinh",
            "Cosh",
            "Asinh",
            "Acosh",
            "Atanh",
            "Not",
            "CumSum")) {
      all.add(entry(name, SameShape::asFirst));
    }
    all.add(entry("Where", context -> SameShape.broadcast(context, 0, context.elements(1))));
    return List.copyOf(all);
  }

  private static Operator entry(String name, ShapeRule rule) {
    Keeps keeps =
        KEEP_NOTHING.contains(name)
            ? Keeps.NOTHING
            : KEEP_OUTPUT.contains(name) ? Keeps.OUTPUT : Keeps.INPUTS;
    return Operator.of(name, Category.ELEMENTWISE, name, rule).keeping(keeps);
  }
}
