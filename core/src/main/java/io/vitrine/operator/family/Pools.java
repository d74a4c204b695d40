package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pooling over windows and over everything. */
final class Pools {
  static final List<Operator> ALL =
      List.of(
          Operator.of("MaxPool", Category.POOLING, "MaxPool%dd", Pools::window)
              .keeping(Keeps.POSITIONS),
          Operator.of("AveragePool", Category.POOLING, "AvgPool%dd", Pools::window),
          Operator.of("LpPool", Category.POOLING, "LPPool%dd", Pools::window).keeping(Keeps.INPUTS),
          Operator.of("GlobalAveragePool", Category.POOLING, "AdaptiveAvgPool%dd", Pools::global),
          Operator.of("GlobalMaxPool", Category.POOLING, "AdaptiveMaxPool%dd", Pools::global)
              .keeping(Keeps.POSITIONS),
          Operator.of("GlobalLpPool", Category.POOLING, "GlobalLPPool%dd", Pools::global)
              .keeping(Keeps.INPUTS));

  private Pools() {}

  private static Inferred window(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    List<Window> windows =
        Window.of(context.node(), context.node().intsOr("kernel_shape", List.of()));
    if (input.get().rank() != windows.size() + 2) {
      throw context.error(
          "a kernel of " + windows.size() + " axes does not fit the input " + input.get());
    }
    Shape output = Window.slideAll(input.get(), input.get().dim(1), windows);
    return new Inferred(
        List.of(
            ValueType.tensor(context.elements(0), output),
            ValueType.tensor(ElementType.INT64, output)),
        Optional.empty());
  }

  private static Inferred global(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    List<Dim> dims = new ArrayList<>(input.get().dims());
    for (int i = 2; i < dims.size(); i++) {
      dims.set(i, Dim.of(1));
    }
    return Inferred.of(context.elements(0), new Shape(dims));
  }
}
