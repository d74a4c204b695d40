package io.vitrine.operator.arrange;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Count;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Operators whose choice depends on the numbers, and those that change a tensor at some places. */
final class Searches {
  static final List<Operator> ALL =
      List.of(
          entry("Compress", Searches::compress).keeping(Keeps.INPUTS),
          entry("TopK", Searches::topK).keeping(Keeps.POSITIONS),
          entry("NonZero", Searches::nonZero),
          entry("Unique", Searches::unique),
          entry("OneHot", Searches::oneHot),
          entry("NonMaxSuppression", Searches::boxes),
          entry("Scatter", SameShape::asFirst).keeping(Keeps.INPUTS),
          entry("ScatterElements", SameShape::asFirst).keeping(Keeps.INPUTS),
          entry("ScatterND", SameShape::asFirst).keeping(Keeps.INPUTS),
          entry("TensorScatter", SameShape::asFirst),
          entry("ReverseSequence", SameShape::asFirst),
          entry("Trilu", SameShape::asFirst));

  private Searches() {}

  private static Operator entry(String name, ShapeRule rule) {
    return Operator.of(name, Category.SHAPE, name, rule)
        .reading(Role.WEIGHT, Role.CONSTANT, Role.CONSTANT, Role.CONSTANT, Role.CONSTANT);
  }

  /** Keeps the places whose condition holds, along an axis or of all elements in a row. */
  private static Inferred compress(ShapeContext context) {
    Dim kept =
        context
            .longs(1)
            .map(flags -> Dim.of(flags.stream().filter(flag -> flag != 0).count()))
            .orElse(Dim.unknown());
    if (!context.node().attributes().containsKey("axis")) {
      return Inferred.of(context.elements(0), Shape.of(kept));
    }
    return Inferred.of(
        context.elements(0),
        context.shape(0).map(shape -> shape.with(context.axis("axis", 0, shape.rank()), kept)));
  }

  private static Inferred topK(ShapeContext context) {
    Dim wanted = context.has(1) ? context.size(1) : Dim.of(context.node().intOr("k", 0));
    Optional<Shape> shape =
        context.shape(0).map(input -> input.with(context.axis("axis", -1, input.rank()), wanted));
    return Inferred.of(context.elements(0), shape).and(ElementType.INT64, shape);
  }

  /** (rank, how many are not zero). */
  private static Inferred nonZero(ShapeContext context) {
    Dim rank = context.shape(0).map(shape -> Dim.of(shape.rank())).orElse(Dim.unknown());
    return Inferred.of(ElementType.INT64, Shape.of(rank, Dim.unknown()));
  }

  private static Inferred unique(ShapeContext context) {
    boolean flat = !context.node().attributes().containsKey("axis");
    Optional<Shape> values =
        flat
            ? Optional.of(Shape.of(Dim.unknown()))
            : context
                .shape(0)
                .map(shape -> shape.with(context.axis("axis", 0, shape.rank()), Dim.unknown()));
    Dim whole = Dim.unknown();
    if (flat && Count.elements(context.shape(0)).isPresent()) {
      whole = Dim.of(Count.elements(context.shape(0)).getAsLong());
    } else if (!flat && context.shape(0).isPresent()) {
      Shape shape = context.shape(0).get();
      whole = shape.dim(context.axis("axis", 0, shape.rank()));
    }
    Optional<Shape> open = Optional.of(Shape.of(Dim.unknown()));
    return Inferred.of(context.elements(0), values)
        .and(ElementType.INT64, open)
        .and(ElementType.INT64, Optional.of(Shape.of(whole)))
        .and(ElementType.INT64, open);
  }

  private static Inferred oneHot(ShapeContext context) {
    Dim classes = context.size(1);
    return Inferred.of(
        context.elements(2),
        context
            .shape(0)
            .map(
                indices -> {
                  List<Dim> dims = new ArrayList<>(indices.dims());
                  dims.add(context.axis("axis", -1, indices.rank() + 1), classes);
                  return new Shape(dims);
                }));
  }

  private static Inferred boxes(ShapeContext context) {
    return Inferred.of(ElementType.INT64, Shape.of(Dim.unknown(), Dim.of(3)));
  }
}
