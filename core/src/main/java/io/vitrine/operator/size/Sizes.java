package io.vitrine.operator.size;

import io.vitrine.model.Dim;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Arithmetic on dimensions: numbers stay numbers, names become expressions, what is unknown makes
 * the result unknown. So does what would be too long to be read, or does not fit 64 bits.
 */
public final class Sizes {
  private Sizes() {}

  /** A dimension changed; one that is unknown stays so. */
  public static Dim map(Dim dim, Function<Size, Size> change) {
    return found(Size.of(dim).map(size -> () -> Optional.of(change.apply(size))));
  }

  public static Dim plus(Dim a, Dim b) {
    return both(a, b, (x, y) -> Optional.of(x.plus(y)));
  }

  public static Dim minus(Dim a, Dim b) {
    return both(a, b, (x, y) -> Optional.of(x.minus(y)));
  }

  /** The product; 0 times anything is 0. */
  public static Dim times(Dim a, Dim b) {
    boolean none = a.sizeOr(-1) == 0 || b.sizeOr(-1) == 0;
    return none ? Dim.of(0) : both(a, b, (x, y) -> Optional.of(x.times(y)));
  }

  public static Dim product(List<Dim> dims) {
    Dim product = Dim.of(1);
    for (Dim dim : dims) {
      if (dim.sizeOr(-1) == 0) {
        return dim;
      }
      product = times(product, dim);
    }
    return product;
  }

  /** The quotient of a division that leaves no rest; unknown where that cannot be written. */
  public static Dim over(Dim a, Dim b) {
    return both(a, b, Size::over);
  }

  public static Dim min(Dim a, Dim b) {
    return both(a, b, (x, y) -> Optional.of(x.min(y)));
  }

  /** {@code max(0, a)}. */
  public static Dim positive(Dim a) {
    return map(a, size -> size.max(Size.of(0)));
  }

  private interface Both {
    Optional<Size> of(Size a, Size b);
  }

  private interface Computation {
    Optional<Size> result();
  }

  private static Dim both(Dim a, Dim b, Both operator) {
    return found(Size.of(a).flatMap(x -> Size.of(b).map(y -> () -> operator.of(x, y))));
  }

  private static Dim found(Optional<Computation> computation) {
    try {
      return computation.flatMap(Computation::result).map(Size::dim).orElse(Dim.unknown());
    } catch (ArithmeticException e) {
      return Dim.unknown();
    }
  }
}
