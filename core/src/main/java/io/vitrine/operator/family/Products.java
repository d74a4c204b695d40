package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Broadcast;
import io.vitrine.operator.shape.Count;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.MacRule;
import io.vitrine.operator.shape.ShapeContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Matrix products. */
final class Products {
  static final List<Operator> ALL =
      List.of(
          Operator.of("Gemm", Category.LINEAR, "Linear", Products::gemm)
              .reading(Role.WEIGHT, Role.WEIGHT, Role.BIAS)
              .counting(Products::gemmMacs),
          Operator.of(
                  "MatMul",
                  Category.LINEAR,
                  "MatMul",
                  context -> matMul(context, 1, context.elements(0)))
              .counting(Products::matMulMacs),
          Operator.of(
                  "MatMulInteger",
                  Category.LINEAR,
                  "MatMul",
                  context -> matMul(context, 1, ElementType.INT32))
              .reading(Role.WEIGHT, Role.WEIGHT, Role.BUFFER, Role.BUFFER)
              .counting(Products::matMulMacs),
          Operator.of(
                  "QLinearMatMul",
                  Category.LINEAR,
                  "MatMul",
                  context -> matMul(context, 3, context.elements(7)))
              .reading(
                  Role.WEIGHT,
                  Role.BUFFER,
                  Role.BUFFER,
                  Role.WEIGHT,
                  Role.BUFFER,
                  Role.BUFFER,
                  Role.BUFFER,
                  Role.BUFFER)
              .counting(Products::matMulMacs),
          Operator.of("Einsum", Category.LINEAR, "Einsum", Products::einsum)
              .counting((context, found) -> Einsum.of(context).macs()),
          Operator.of("Det", Category.LINEAR, "Det", Products::withoutMatrix)
              .counting(MacRule.UNKNOWN));

  private Products() {}

  private static Inferred gemm(ShapeContext context) {
    Optional<Shape> a = context.shape(0);
    Optional<Shape> b = context.shape(1);
    if (a.isEmpty() || b.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    if (a.get().rank() != 2 || b.get().rank() != 2) {
      throw context.error("expected two matrices, found " + a.get() + " and " + b.get());
    }
    boolean transA = context.node().intOr("transA", 0) != 0;
    boolean transB = context.node().intOr("transB", 0) != 0;
    requireEqual(
        context, a.get().dim(transA ? 0 : 1), b.get().dim(transB ? 1 : 0), a.get(), b.get());
    return Inferred.of(
        context.elements(0), Shape.of(a.get().dim(transA ? 1 : 0), b.get().dim(transB ? 0 : 1)));
  }

  private static void requireEqual(ShapeContext context, Dim inner, Dim other, Shape a, Shape b) {
    if (inner.isKnown() && other.isKnown() && !inner.equals(other)) {
      throw context.error(
          "the inner sizes of " + a + " and " + b + " differ: " + inner + " and " + other);
    }
  }

  private static OptionalLong gemmMacs(ShapeContext context, Inferred found) {
    boolean transA = context.node().intOr("transA", 0) != 0;
    return perOutput(found, context.shape(0).map(a -> a.dim(transA ? 0 : 1)));
  }

  /** Each output element is a sum of products over the inner size. */
  static OptionalLong perOutput(Inferred found, Optional<Dim> inner) {
    return inner.isEmpty()
        ? OptionalLong.empty()
        : Count.times(Count.elements(found.shape(0)), Count.product(inner.get()));
  }

  /** The product of input 0 and another, with NumPy's rules for vectors and batches. */
  static Inferred matMul(ShapeContext context, int other, ElementType elements) {
    Optional<Shape> a = context.shape(0);
    Optional<Shape> b = context.shape(other);
    if (a.isEmpty() || b.isEmpty()) {
      return Inferred.rankUnknown(elements);
    }
    return Inferred.of(elements, product(context, a.get(), b.get()));
  }

  static Shape product(ShapeContext context, Shape a, Shape b) {
    if (a.rank() == 0 || b.rank() == 0) {
      throw context.error("expected no scalars, found " + a + " and " + b);
    }
    Shape left = a.rank() == 1 ? a.prepend(Dim.of(1)) : a;
    Shape right = b.rank() == 1 ? Shape.of(b.dim(0), Dim.of(1)) : b;
    requireEqual(context, left.dim(-1), right.dim(-2), a, b);
    Shape batch =
        Broadcast.of(
            context, left.subShape(0, left.rank() - 2), right.subShape(0, right.rank() - 2));
    List<Dim> dims = new ArrayList<>(batch.dims());
    if (a.rank() > 1) {
      dims.add(left.dim(-2));
    }
    if (b.rank() > 1) {
      dims.add(right.dim(-1));
    }
    return new Shape(dims);
  }

  static OptionalLong matMulMacs(ShapeContext context, Inferred found) {
    return perOutput(found, context.shape(0).map(a -> a.dim(-1)));
  }

  private static Inferred einsum(ShapeContext context) {
    return Inferred.of(context.elements(0), Einsum.of(context).output());
  }

  private static Inferred withoutMatrix(ShapeContext context) {
    return Inferred.of(context.elements(0), context.shape(0).map(s -> s.subShape(0, s.rank() - 2)));
  }
}
