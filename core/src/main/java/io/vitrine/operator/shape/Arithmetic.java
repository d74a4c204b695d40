package io.vitrine.operator.shape;

import io.vitrine.operator.size.Size;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleBinaryOperator;

/**
 * Operators on two elements. What depends on a size known by name is computed where it has a form
 * of its own: {@code 2*N}, {@code floor(N/2)}, {@code min(5, N)}; such a size is never below 0.
 */
public enum Arithmetic {
  ADD(Double::sum),
  SUBTRACT((a, b) -> a - b),
  MULTIPLY((a, b) -> a * b),
  DIVIDE((a, b) -> a / b),
  /** Of integers, rounded to 0; sizes divide rounded down, as both are 0 or more. */
  QUOTIENT((a, b) -> (double) (long) (a / b)),
  /** With the sign of the divisor, as ONNX's Mod without fmod. */
  MODULO((a, b) -> a - b * Math.floor(a / b)),
  POWER(Math::pow),
  MIN(Math::min),
  MAX(Math::max),
  EQUAL((a, b) -> a == b ? 1 : 0),
  GREATER((a, b) -> a > b ? 1 : 0),
  GREATER_OR_EQUAL((a, b) -> a >= b ? 1 : 0),
  LESS((a, b) -> a < b ? 1 : 0),
  LESS_OR_EQUAL((a, b) -> a <= b ? 1 : 0),
  AND((a, b) -> a != 0 && b != 0 ? 1 : 0),
  OR((a, b) -> a != 0 || b != 0 ? 1 : 0),
  XOR((a, b) -> a != 0 ^ b != 0 ? 1 : 0);

  private static final int HIGHEST_POWER = 4;

  @SuppressWarnings("ImmutableEnumChecker") // none of the functions holds anything
  private final DoubleBinaryOperator numbers;

  Arithmetic(DoubleBinaryOperator numbers) {
    this.numbers = numbers;
  }

  /** The result for two elements, unknown where it has no short form. */
  public Element apply(Element a, Element b) {
    if (a instanceof Element.Known x && b instanceof Element.Known y) {
      return Element.of(numbers.applyAsDouble(x.value(), y.value()));
    }
    if (this == MULTIPLY && (a.is(0) || b.is(0))) {
      return Element.of(0);
    }
    Optional<Size> left = a.asSize();
    Optional<Size> right = b.asSize();
    if (left.isEmpty() || right.isEmpty()) {
      return Element.unknown();
    }
    try {
      return ofSizes(left.get(), right.get()).orElse(Element.unknown());
    } catch (ArithmeticException e) {
      return Element.unknown();
    }
  }

  private Optional<Element> ofSizes(Size a, Size b) {
    return switch (this) {
      case ADD -> Optional.of(Element.of(a.plus(b)));
      case SUBTRACT -> Optional.of(Element.of(a.minus(b)));
      case MULTIPLY -> Optional.of(Element.of(a.times(b)));
      case DIVIDE -> a.over(b).map(Element::of);
      case QUOTIENT -> quotient(a, b).map(Element::of);
      case MODULO -> quotient(a, b).map(whole -> Element.of(a.minus(b.times(whole))));
      case POWER -> power(a, b).map(Element::of);
      case MIN -> Optional.of(Element.of(a.min(b)));
      case MAX -> Optional.of(Element.of(a.max(b)));
      case EQUAL -> equal(a, b);
      case GREATER -> greater(a, b, 1);
      case GREATER_OR_EQUAL -> greater(a, b, 0);
      case LESS -> greater(b, a, 1);
      case LESS_OR_EQUAL -> greater(b, a, 0);
      case AND, OR, XOR -> Optional.empty();
    };
  }

  private static Optional<Size> quotient(Size a, Size b) {
    boolean positive = b.number().orElse(1) > 0;
    return positive && a.isWhole() && b.isWhole() ? Optional.of(a.floorOver(b)) : Optional.empty();
  }

  private static Optional<Size> power(Size a, Size b) {
    OptionalLong exponent = b.number();
    if (exponent.isEmpty() || exponent.getAsLong() < 0 || exponent.getAsLong() > HIGHEST_POWER) {
      return Optional.empty();
    }
    Size power = Size.of(1);
    for (int i = 0; i < exponent.getAsLong(); i++) {
      power = power.times(a);
    }
    return Optional.of(power);
  }

  private static Optional<Element> equal(Size a, Size b) {
    if (a.equals(b)) {
      return Optional.of(Element.of(1));
    }
    boolean apart = isAtLeast(a.minus(b), 1) || isAtLeast(b.minus(a), 1);
    return apart ? Optional.of(Element.of(0)) : Optional.empty();
  }

  /** Whether the first is above the second by a margin, where that is the same for every size. */
  private static Optional<Element> greater(Size a, Size b, int margin) {
    if (isAtLeast(a.minus(b), margin)) {
      return Optional.of(Element.of(1));
    }
    return isAtLeast(b.minus(a), 1 - margin) ? Optional.of(Element.of(0)) : Optional.empty();
  }

  private static boolean isAtLeast(Size size, long bound) {
    OptionalLong least = size.atLeast();
    return least.isPresent() && least.getAsLong() >= bound;
  }
}
