package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.MacRule;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reductions over axes. */
final class Reductions {
  static final List<Operator> ALL = all();

  private Reductions() {}

  private static List<Operator> all() {
    List<Operator> all = new ArrayList<>();
    for (String what :
        List.of(
            "Mean", "Sum", "Max", "Min", "Prod", "L1", "L2", "LogSum", "LogSumExp", "SumSquare")) {
      String name = "Reduce" + what;
      all.add(
          new Operator(
              name,
              Category.REDUCTION,
              name,
              List.of(Role.CONSTANT, Role.CONSTANT),
              Reductions::reduce,
              MacRule.NONE,
              what.equals("Mean") || what.equals("Sum") ? Keeps.NOTHING : Keeps.INPUTS));
    }
    all.add(
        Operator.of("ArgMax", Category.REDUCTION, "ArgMax", Reductions::arg)
            .keeping(Keeps.NOTHING));
    all.add(
        Operator.of("ArgMin", Category.REDUCTION, "ArgMin", Reductions::arg)
            .keeping(Keeps.NOTHING));
    return List.copyOf(all);
  }

  private static Inferred reduce(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    Optional<List<Long>> axes = context.longsOf(1, "axes");
    if (axes.isEmpty() && context.node().input(1).isPresent()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    if (axes.isEmpty() && context.node().intOr("noop_with_empty_axes", 0) == 1) {
      return SameShape.asFirst(context);
    }
    return Inferred.of(context.elements(0), without(context, input.get(), axes.orElse(List.of())));
  }

  private static Inferred arg(ShapeContext context) {
    List<Long> axis = List.of(context.node().intOr("axis", 0));
    return context
        .shape(0)
        .map(input -> Inferred.of(ElementType.INT64, without(context, input, axis)))
        .orElseGet(() -> Inferred.rankUnknown(ElementType.INT64));
  }

  /** The shape with axes reduced to 1 or dropped; no axes means all. */
  private static Shape without(ShapeContext context, Shape input, List<Long> axes) {
    boolean keep = context.node().intOr("keepdims", 1) == 1;
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < input.rank(); i++) {
      boolean reduced =
          axes.isEmpty() || axes.contains((long) i) || axes.contains((long) i - input.rank());
      if (!reduced) {
        dims.add(input.dim(i));
      } else if (keep) {
        dims.add(Dim.of(1));
      }
    }
    return new Shape(dims);
  }
}
