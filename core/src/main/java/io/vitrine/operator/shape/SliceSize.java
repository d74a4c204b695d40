package io.vitrine.operator.shape;

import io.vitrine.model.Dim;
import io.vitrine.operator.size.Size;
import java.util.Optional;
import java.util.function.BinaryOperator;

/**
 * The size of a range of an axis, where the axis or a bound is known by name only: {@code min(5,
 * N)}, {@code max(0, N - 1)}, {@code ceil(N/2)}. Bounds are clamped as ONNX's Slice clamps them.
 *
 * @param start first place, from the end where it is negative
 * @param end place behind the last, from the end where it is negative
 */
record SliceSize(Element start, Element end, long step) {
  private static final double FAR = Integer.MAX_VALUE;

  /** What is taken of an axis; unknown where that has no short form. */
  Dim of(Dim whole) {
    try {
      return Size.of(whole).flatMap(this::taken).map(Size::dim).orElse(Dim.unknown());
    } catch (ArithmeticException e) {
      return Dim.unknown();
    }
  }

  private Optional<Size> taken(Size whole) {
    if (step < 0) {
      boolean all = (start.is(-1) || isFar(start, 1)) && isFar(end, -1);
      return all ? Optional.of(whole.ceilOver(-step)) : Optional.empty();
    }
    return span(whole).map(span -> span.ceilOver(step));
  }

  private Optional<Size> span(Size whole) {
    if (start instanceof Element.Known from
        && end instanceof Element.Known to
        && !isFar(start, -1)
        && !isFar(end, 1)) {
      if (from.value() >= 0 && to.value() < 0) {
        long less = (long) (to.value() - from.value());
        return Optional.of(whole.plus(less).max(Size.of(0)));
      }
      boolean sameSide = from.value() < 0 == to.value() < 0;
      if (sameSide) {
        return from.value() >= to.value()
            ? Optional.of(Size.of(0))
            : both(whole, (first, last) -> last.minus(first));
      }
    }
    return both(whole, (first, last) -> last.minus(first).max(Size.of(0)));
  }

  private Optional<Size> both(Size whole, BinaryOperator<Size> span) {
    return place(start, whole)
        .flatMap(first -> place(end, whole).map(last -> span.apply(first, last)));
  }

  private static boolean isFar(Element bound, int sign) {
    return bound instanceof Element.Known number && number.value() * sign >= FAR;
  }

  private static Optional<Size> place(Element bound, Size whole) {
    if (isFar(bound, 1) || isFar(bound, -1)) {
      return Optional.of(isFar(bound, 1) ? whole : Size.of(0));
    }
    return bound
        .asSize()
        .filter(Size::isWhole)
        .flatMap(
            size -> {
              if (size.atLeast().orElse(-1) >= 0) {
                return Optional.of(size.min(whole));
              }
              boolean negative = size.times(-1).atLeast().orElse(-1) >= 0;
              return negative ? Optional.of(whole.plus(size).max(Size.of(0))) : Optional.empty();
            });
  }
}
