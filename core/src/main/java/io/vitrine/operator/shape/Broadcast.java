package io.vitrine.operator.shape;

import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import io.vitrine.operator.size.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Multidirectional broadcasting (ONNX, Broadcasting in ONNX). */
public final class Broadcast {
  private Broadcast() {}

  public static Shape of(ShapeContext context, Shape a, Shape b) {
    List<Dim> dims = new ArrayList<>();
    int rank = Math.max(a.rank(), b.rank());
    for (int i = 1; i <= rank; i++) {
      Dim left = i <= a.rank() ? a.dim(-i) : Dim.of(1);
      Dim right = i <= b.rank() ? b.dim(-i) : Dim.of(1);
      dims.add(dim(context, a, b, left, right));
    }
    Collections.reverse(dims);
    return new Shape(dims);
  }

  private static Dim dim(ShapeContext context, Shape a, Shape b, Dim left, Dim right) {
    if (left.equals(right) || right.sizeOr(-1) == 1) {
      return left;
    }
    if (left.sizeOr(-1) == 1) {
      return right;
    }
    if (left.isKnown() && right.isKnown()) {
      throw context.error("the shapes " + a + " and " + b + " do not broadcast");
    }
    return left.isKnown() ? left : right.isKnown() ? right : larger(left, right);
  }

  /** The size that is never below the other: as both fit, it is the other or stretches it. */
  private static Dim larger(Dim left, Dim right) {
    if (isNeverBelow(left, right)) {
      return left;
    }
    return isNeverBelow(right, left) ? right : Dim.unknown();
  }

  private static boolean isNeverBelow(Dim left, Dim right) {
    Optional<Size> difference = Size.of(left).flatMap(a -> Size.of(right).map(b -> a.minus(b)));
    return difference.isPresent() && difference.get().atLeast().orElse(-1) >= 0;
  }
}
