package io.vitrine.operator.shape;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import java.util.Optional;

/** Shape rules of operators whose output looks like an input. */
public final class SameShape {
  private SameShape() {}

  /** The first input's type and shape. */
  public static Inferred asFirst(ShapeContext context) {
    return Inferred.of(context.elements(0), context.shape(0));
  }

  /** The first input's shape with another element type. */
  public static Inferred asFirst(ShapeContext context, ElementType elements) {
    return Inferred.of(elements, context.shape(0));
  }

  /** The first input's type, shape and elements. */
  public static Inferred identity(ShapeContext context) {
    return Inferred.of(context.type(0)).withValues(context.values(0));
  }

  /** The first input's shape with truth values. */
  public static Inferred truth(ShapeContext context) {
    return asFirst(context, ElementType.BOOL);
  }

  /** All inputs broadcast together. */
  public static Inferred broadcast(ShapeContext context) {
    return broadcast(context, context.elements(0));
  }

  /** All inputs broadcast together, with an element type. */
  public static Inferred broadcast(ShapeContext context, ElementType elements) {
    Optional<Shape> all = Optional.of(Shape.SCALAR);
    for (int i = 0; i < context.inputs() && all.isPresent(); i++) {
      Optional<Shape> next = context.shape(i);
      Shape before = all.get();
      all = next.map(shape -> Broadcast.of(context, before, shape));
    }
    return Inferred.of(elements, all);
  }

  /** The first input's shape, and a mask of it: Dropout. */
  public static Inferred withMask(ShapeContext context) {
    ElementType mask = context.opset() < 10 ? context.elements(0) : ElementType.BOOL;
    return asFirst(context).and(mask, context.shape(0));
  }
}
