package io.vitrine.operator.shape;

import java.util.function.DoubleBinaryOperator;

/**
 * Operators on two elements. A symbol survives where the result is that symbol whatever its size:
 * {@code N * 1}, {@code N + 0}, {@code max(N, N)}; as a size it is never below 0.
 */
public enum Arithmetic {
  ADD(Double::sum),
  SUBTRACT((a, b) -> a - b),
  MULTIPLY((a, b) -> a * b),
  DIVIDE((a, b) -> a / b),
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

  @SuppressWarnings("ImmutableEnumChecker") // none of the functions holds anything
  private final DoubleBinaryOperator numbers;

  Arithmetic(DoubleBinaryOperator numbers) {
    this.numbers = numbers;
  }

  /** The result for two elements, unknown where it depends on a symbol's size. */
  public Element apply(Element a, Element b) {
    if (a instanceof Element.Known x && b instanceof Element.Known y) {
      return Element.of(numbers.applyAsDouble(x.value(), y.value()));
    }
    boolean same = a instanceof Element.Symbol && a.equals(b);
    return same ? ofItself(a) : mixed(a, b);
  }

  private Element ofItself(Element symbol) {
    return switch (this) {
      case MIN, MAX -> symbol;
      case SUBTRACT, GREATER, LESS -> Element.of(0);
      case EQUAL, GREATER_OR_EQUAL, LESS_OR_EQUAL -> Element.of(1);
      default -> Element.unknown();
    };
  }

  private Element mixed(Element a, Element b) {
    return switch (this) {
      case ADD -> a.is(0) ? b : b.is(0) ? a : Element.unknown();
      case SUBTRACT -> b.is(0) ? a : Element.unknown();
      case MULTIPLY ->
          a.is(0) || b.is(0) ? Element.of(0) : a.is(1) ? b : b.is(1) ? a : Element.unknown();
      case DIVIDE, POWER -> b.is(1) ? a : Element.unknown();
      case MAX ->
          isSize(a) && isBelow(b, 1) ? a : isSize(b) && isBelow(a, 1) ? b : Element.unknown();
      case EQUAL -> differs(a, b) || differs(b, a) ? Element.of(0) : Element.unknown();
      case GREATER -> differs(a, b) ? Element.of(1) : Element.unknown();
      case LESS -> differs(b, a) ? Element.of(1) : Element.unknown();
      default -> Element.unknown();
    };
  }

  private static boolean isSize(Element element) {
    return element instanceof Element.Symbol;
  }

  private static boolean isBelow(Element element, double bound) {
    return element instanceof Element.Known number && number.value() < bound;
  }

  /** Whether the first is a size and the second negative. */
  private static boolean differs(Element size, Element other) {
    return isSize(size) && isBelow(other, 0);
  }
}
