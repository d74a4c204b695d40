package io.vitrine.operator.shape;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.List;
import java.util.Optional;

/** Shape rules of operators whose output looks like an input. */
public final class SameShape {
  private SameShape() {}

  /** The first input's type and shape. */
  public static Inferred asFirst(ShapeContext context) {
    return asFirst(context, context.elements(0)).withIntegers(context.integers(0));
  }

  /** The first input's shape with another element type. */
  public static Inferred asFirst(ShapeContext context, ElementType elements) {
    return context
        .shape(0)
        .map(shape -> Inferred.of(elements, shape))
        .orElseGet(() -> Inferred.rankUnknown(elements));
  }

  /** All inputs broadcast together. */
  public static Inferred broadcast(ShapeContext context) {
    return broadcast(context, 0, context.elements(0));
  }

  /** All inputs broadcast together, with the truth values of a comparison. */
  public static Inferred comparison(ShapeContext context) {
    return broadcast(context, 0, ElementType.BOOL);
  }

  public static Inferred broadcast(ShapeContext context, int from, ElementType elements) {
    Shape all = Shape.SCALAR;
    for (int i = 0; i < context.node().inputs().size(); i++) {
      Optional<Shape> next = context.shape(i);
      if (next.isEmpty()) {
        return Inferred.rankUnknown(elements);
      }
      all = Broadcast.of(context, all, next.get());
    }
    return Inferred.of(elements, all);
  }

  /** The first input's shape, and a mask of it: Dropout. */
  public static Inferred withMask(ShapeContext context) {
    Optional<Shape> shape = context.shape(0);
    if (shape.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    return new Inferred(
        List.of(
            ValueType.tensor(context.elements(0), shape.get()),
            ValueType.tensor(ElementType.BOOL, shape.get())),
        Optional.empty());
  }
}
