package io.vitrine.operator.family;

import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Broadcast;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.ShapeContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Matrix products. */
final class Products {
  static final List<Operator> ALL =
      List.of(
          new Operator(
              "Gemm",
              Category.LINEAR,
              "Linear",
              List.of(Role.WEIGHT, Role.WEIGHT, Role.BIAS),
              Products::gemm,
              Products::gemmMacs),
          new Operator(
              "MatMul",
              Category.LINEAR,
              "MatMul",
              List.of(),
              Products::matMul,
              Products::matMulMacs));

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

  private static OptionalLong gemmMacs(ShapeContext context, Shape output) {
    Optional<Shape> a = context.shape(0);
    return a.isEmpty()
        ? OptionalLong.empty()
        : times(output, a.get().dim(context.node().intOr("transA", 0) != 0 ? 0 : 1));
  }

  private static OptionalLong times(Shape output, Dim inner) {
    return output.isKnown() && inner.isKnown()
        ? OptionalLong.of(Math.multiplyExact(output.elements().orElseThrow(), inner.sizeOr(0)))
        : OptionalLong.empty();
  }

  private static Inferred matMul(ShapeContext context) {
    Optional<Shape> a = context.shape(0);
    Optional<Shape> b = context.shape(1);
    if (a.isEmpty() || b.isEmpty()) {
      return Inferred.rankUnknown(context.elements(0));
    }
    if (a.get().rank() == 0 || b.get().rank() == 0) {
      throw context.error("expected no scalars, found " + a.get() + " and " + b.get());
    }
    Shape left = a.get().rank() == 1 ? a.get().prepend(Dim.of(1)) : a.get();
    Shape right = b.get().rank() == 1 ? Shape.of(b.get().dim(0), Dim.of(1)) : b.get();
    requireEqual(context, left.dim(-1), right.dim(-2), a.get(), b.get());
    Shape batch =
        Broadcast.of(
            context, left.subShape(0, left.rank() - 2), right.subShape(0, right.rank() - 2));
    List<Dim> dims = new java.util.ArrayList<>(batch.dims());
    if (a.get().rank() > 1) {
      dims.add(left.dim(-2));
    }
    if (b.get().rank() > 1) {
      dims.add(right.dim(-1));
    }
    return Inferred.of(context.elements(0), new Shape(dims));
  }

  private static OptionalLong matMulMacs(ShapeContext context, Shape output) {
    return context.shape(0).map(a -> times(output, a.dim(-1))).orElseGet(OptionalLong::empty);
  }
}
