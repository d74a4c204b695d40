package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reductions over axes. */
final class Reductions {
  /** Those that target shapes are computed with. */
  private static final Map<String, Arithmetic> FOLDS =
      Map.of(
          "ReduceProd", Arithmetic.MULTIPLY,
          "ReduceSum", Arithmetic.ADD,
          "ReduceMax", Arithmetic.MAX,
          "ReduceMin", Arithmetic.MIN);

  static final List<Operator> ALL = all();

  private Reductions() {}

  private static List<Operator> all() {
    List<Operator> all = new ArrayList<>();
    for (String what :
        List.of(
            "Mean", "Sum", "Max", "Min", "Prod", "L1", "L2", "LogSum", "LogSumExp", "SumSquare")) {
      String name = "Reduce" + what;
      all.add(
          Operator.of(name, Category.REDUCTION, name, Reductions::reduce)
              .reading(Role.CONSTANT, Role.CONSTANT)
              .keeping(what.equals("Mean") || what.equals("Sum") ? Keeps.NOTHING : Keeps.INPUTS));
    }
    for (String name : List.of("ArgMax", "ArgMin")) {
      all.add(Operator.of(name, Category.REDUCTION, name, Reductions::arg).keeping(Keeps.NOTHING));
    }
    return List.copyOf(all);
  }

  private static Inferred reduce(ShapeContext context) {
    Optional<Shape> input = context.shape(0);
    if (input.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    Optional<List<Long>> axes = context.longs(1, "axes");
    if (axes.isEmpty() && context.has(1)) {
      return Inferred.of(context.elements(0), someWithout(context, input.get()));
    }
    List<Long> named = axes.orElse(List.of());
    if (named.isEmpty() && context.node().intOr("noop_with_empty_axes", 0) == 1) {
      return SameShape.identity(context);
    }
    Shape reduced = without(context, input.get(), context.axes(named, input.get().rank()));
    return Inferred.of(context.elements(0), reduced).withValues(folded(context, reduced));
  }

  /** All elements of a small vector in one. */
  private static Optional<Values> folded(ShapeContext context, Shape reduced) {
    Arithmetic operator = FOLDS.get(context.node().operator());
    Optional<Values> values = context.values(0).filter(all -> all.rank() == 1);
    if (operator == null || values.isEmpty()) {
      return Optional.empty();
    }
    Optional<Element> whole = values.get().elements().stream().reduce(operator::apply);
    return whole.map(Values::scalar).flatMap(one -> one.reshaped(reduced));
  }

  private static Inferred arg(ShapeContext context) {
    return Inferred.of(
        ElementType.INT64,
        context
            .shape(0)
            .map(input -> without(context, input, List.of(context.axis("axis", 0, input.rank())))));
  }

  /** Axes that nobody can name yet: kept, any axis may have become 1; dropped, any may be gone. */
  private static Optional<Shape> someWithout(ShapeContext context, Shape input) {
    if (context.node().intOr("keepdims", 1) == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Shape(
            input.dims().stream().map(dim -> dim.sizeOr(0) == 1 ? dim : Dim.unknown()).toList()));
  }

  /** The shape with axes reduced to 1 or dropped; no axes means all. */
  static Shape without(ShapeContext context, Shape input, List<Integer> axes) {
    boolean keep = context.node().intOr("keepdims", 1) == 1;
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < input.rank(); i++) {
      boolean reduced = axes.isEmpty() || axes.contains(i);
      if (!reduced) {
        dims.add(input.dim(i));
      } else if (keep) {
        dims.add(Dim.of(1));
      }
    }
    return new Shape(dims);
  }
}
