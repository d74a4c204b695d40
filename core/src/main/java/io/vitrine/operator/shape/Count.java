package io.vitrine.operator.shape;

import io.vitrine.model.Dim;
import io.vitrine.model.Shape;
import java.util.Optional;
import java.util.OptionalLong;

/** Products of sizes, empty where one is not known. */
public final class Count {
  private Count() {}

  /** The product. Throws {@link ArithmeticException} where it does not fit 64 bits. */
  public static OptionalLong product(Dim... dims) {
    long product = 1;
    for (Dim dim : dims) {
      if (!dim.isKnown()) {
        return OptionalLong.empty();
      }
      product = Math.multiplyExact(product, dim.sizeOr(0));
    }
    return OptionalLong.of(product);
  }

  /** The product of all dimensions from an axis on. */
  public static OptionalLong elements(Optional<Shape> shape, int from) {
    return shape.isPresent() && from <= shape.get().rank()
        ? product(shape.get().subShape(from, shape.get().rank()).dims().toArray(new Dim[0]))
        : OptionalLong.empty();
  }

  public static OptionalLong elements(Optional<Shape> shape) {
    return elements(shape, 0);
  }

  public static OptionalLong times(OptionalLong a, OptionalLong b) {
    return a.isPresent() && b.isPresent()
        ? OptionalLong.of(Math.multiplyExact(a.getAsLong(), b.getAsLong()))
        : OptionalLong.empty();
  }

  public static OptionalLong times(OptionalLong a, long b) {
    return times(a, OptionalLong.of(b));
  }

  public static OptionalLong plus(OptionalLong a, OptionalLong b) {
    return a.isPresent() && b.isPresent()
        ? OptionalLong.of(Math.addExact(a.getAsLong(), b.getAsLong()))
        : OptionalLong.empty();
  }
}
