package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import io.vitrine.model.ElementType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Arithmetic, comparisons and choices, element by element. */
final class Pointwise {
  /** ONNX's comparisons by PyTorch's names. */
  static final Map<String, String> COMPARISONS =
      Map.of(
          "eq", "Equal",
          "lt", "Less",
          "le", "LessOrEqual",
          "gt", "Greater",
          "ge", "GreaterOrEqual");

  private static final String TWO = "self other";

  static final Map<String, Entry> ALL = entries();

  private Pointwise() {}

  private static Map<String, Entry> entries() {
    Entry.Family family = new Entry.Family();
    unary(family);
    Map.of("mul", "Mul", "multiply", "Mul", "minimum", "Min", "maximum", "Max")
        .forEach((ours, onnx) -> family.one(ours, TWO, call -> binary(call, onnx)));
    COMPARISONS.forEach((ours, onnx) -> family.one(ours, TWO, call -> binary(call, onnx)));
    Map.of("logical_and", "And", "logical_or", "Or", "logical_xor", "Xor")
        .forEach((ours, onnx) -> family.one(ours, TWO, call -> logical(call, onnx)));
    Map.of("bitwise_and", "And", "bitwise_or", "Or", "__and__", "And", "__or__", "Or")
        .forEach((ours, onnx) -> family.one(ours, TWO, call -> bitwise(call, onnx)));
    return family
        .one("ne", TWO, call -> call.node("Not", binary(call, "Equal")))
        .one("add", TWO + " alpha", call -> scaled(call, "Add", "self", "other"))
        .one("sub subtract", TWO + " alpha", call -> scaled(call, "Sub", "self", "other"))
        .one("rsub", TWO + " alpha", call -> scaled(call, "Sub", "other", "self"))
        .one("div divide", TWO + " rounding_mode", Pointwise::quotient)
        .one("true_divide", TWO, Pointwise::quotient)
        .one("floor_divide", TWO, call -> floored(call))
        .one("remainder", TWO, call -> binary(call, "Mod"))
        .one("pow", "self exponent", call -> operate(call, "Pow", "self", "exponent"))
        .one("clamp clip", "self min max", Pointwise::clamp)
        .one("clamp_min", "self min", Pointwise::clamp)
        .one("clamp_max", "self max", Pointwise::clamp)
        .one("where", "condition self other", Pointwise::where)
        .one("masked_fill", "self mask value", Pointwise::maskedFill)
        .one("type_as", TWO, call -> cast(call, call.tensor("self"), type(call, "other")))
        .entries();
  }

  private static void unary(Entry.Family family) {
    Map.ofEntries(
            Map.entry("abs", "Abs"),
            Map.entry("neg", "Neg"),
            Map.entry("negative", "Neg"),
            Map.entry("exp", "Exp"),
            Map.entry("log", "Log"),
            Map.entry("sqrt", "Sqrt"),
            Map.entry("reciprocal", "Reciprocal"),
            Map.entry("sin", "Sin"),
            Map.entry("cos", "Cos"),
            Map.entry("tan", "Tan"),
            Map.entry("atan", "Atan"),
            Map.entry("erf", "Erf"),
            Map.entry("floor", "Floor"),
            Map.entry("ceil", "Ceil"),
            Map.entry("round", "Round"),
            Map.entry("sign", "Sign"),
            Map.entry("isnan", "IsNaN"),
            Map.entry("isinf", "IsInf"),
            Map.entry("logical_not", "Not"))
        .forEach(
            (ours, onnx) -> family.one(ours, "self", call -> call.node(onnx, call.tensor("self"))));
    family
        .one("rsqrt", "self", call -> call.node("Reciprocal", root(call)))
        .one("square", "self", call -> call.node("Mul", call.tensor("self"), call.tensor("self")))
        .one("bitwise_not", "self", call -> call.node("Not", truths(call, "self")));
  }

  private static String root(Conversion call) {
    return call.node("Sqrt", call.tensor("self"));
  }

  private static ElementType type(Conversion call, String name) {
    ElementType type = call.sketch().elements(call.tensor(name));
    if (type.equals(ElementType.UNDEFINED)) {
      throw new NoCounterpart("the type of " + name + " is not known");
    }
    return type;
  }

  static String cast(Conversion call, String tensor, ElementType type) {
    return call.sketch().elements(tensor).equals(type)
        ? tensor
        : call.node("Cast", Settings.of("to", type.number()), tensor);
  }

  private static String binary(Conversion call, String operator) {
    return operate(call, operator, "self", "other");
  }

  private static String operate(Conversion call, String operator, String left, String right) {
    List<String> two = alike(call, call.argument(left), call.argument(right));
    return call.node(operator, two.get(0), two.get(1));
  }

  /**
   * Two operands as tensors of one type: the wider kind of the two, a number's only where wider.
   */
  private static List<String> alike(Conversion call, Arg left, Arg right) {
    Optional<ElementType> one = known(call, left);
    Optional<ElementType> other = known(call, right);
    if (one.isPresent() && other.isPresent()) {
      ElementType common = common(call, left, right);
      return List.of(as(call, left, common), as(call, right, common));
    }
    ElementType tensors = one.or(() -> other).orElse(ElementType.FLOAT32);
    boolean fraction = left instanceof Arg.Real || right instanceof Arg.Real;
    ElementType common = fraction && !tensors.isFloat() ? ElementType.FLOAT32 : tensors;
    return List.of(beside(call, left, common, right), beside(call, right, common, left));
  }

  /** An operand that is a size beside a tensor without axes has none itself. */
  private static String beside(Conversion call, Arg operand, ElementType type, Arg other) {
    String tensor = as(call, operand, type);
    return isSize(operand) && isNumber(call, other) ? call.node("Squeeze", tensor) : tensor;
  }

  private static boolean isSize(Arg operand) {
    return operand instanceof Arg.SizeOf || operand instanceof Arg.Computed;
  }

  /** The type of a tensor or of a computed size, empty for numbers and where it is not known. */
  private static Optional<ElementType> known(Conversion call, Arg operand) {
    if (isSize(operand)) {
      return Optional.empty();
    }
    return operand instanceof Arg.Value value
        ? Optional.of(call.sketch().elements(call.sketch().current(value.name())))
            .filter(type -> !type.equals(ElementType.UNDEFINED))
        : Optional.empty();
  }

  /** A tensor without axes counts as a number: it widens others to its kind, not to its width. */
  private static ElementType common(Conversion call, Arg left, Arg right) {
    ElementType one = known(call, left).orElseThrow();
    ElementType other = known(call, right).orElseThrow();
    boolean alone = isNumber(call, left);
    if (alone != isNumber(call, right) && one.isFloat() == other.isFloat()) {
      return alone ? other : one;
    }
    if (alone != isNumber(call, right) && !(alone ? other : one).isFloat()) {
      return ElementType.FLOAT32;
    }
    return alone != isNumber(call, right) ? (alone ? other : one) : wider(one, other);
  }

  private static boolean isNumber(Conversion call, Arg operand) {
    return operand instanceof Arg.Value value
        && call.sketch()
            .shape(call.sketch().current(value.name()))
            .filter(shape -> shape.rank() == 0)
            .isPresent();
  }

  private static ElementType wider(ElementType one, ElementType other) {
    if (one.isFloat() != other.isFloat()) {
      return one.isFloat() ? one : other;
    }
    return one.bits() >= other.bits() && !one.equals(ElementType.BOOL) ? one : other;
  }

  private static String as(Conversion call, Arg operand, ElementType type) {
    if (operand instanceof Arg.Value value) {
      String tensor = call.sketch().current(value.name());
      boolean untyped = call.sketch().elements(tensor).equals(ElementType.UNDEFINED);
      return untyped ? tensor : cast(call, tensor, type);
    }
    if (isSize(operand)) {
      return cast(call, Sizes.vector(operand, call.sketch(), call.module()), type);
    }
    return call.constant(Numbers.scalar(type, number(operand)));
  }

  private static double number(Arg operand) {
    return operand instanceof Arg.Real real ? real.value() : Sizes.integer(operand, "an operand");
  }

  /** {@code left + alpha right}. */
  private static String scaled(Conversion call, String operator, String left, String right) {
    double alpha = call.real("alpha", 1);
    if (alpha == 1) {
      return operate(call, operator, left, right);
    }
    String second = call.tensor(right);
    String times = call.node("Mul", second, call.scalar(alpha, second));
    List<String> two = alike(call, call.argument(left), new Arg.Value(times));
    return call.node(operator, two.get(0), two.get(1));
  }

  private static String quotient(Conversion call) {
    String rounding = call.text("rounding_mode", "");
    if (!rounding.isEmpty()) {
      if (!rounding.equals("floor")) {
        throw new NoCounterpart("a quotient that is cut off");
      }
      return floored(call);
    }
    List<String> two = alike(call, call.argument("self"), call.argument("other"));
    boolean whole = !call.sketch().elements(two.get(0)).isFloat();
    boolean typed = !call.sketch().elements(two.get(0)).equals(ElementType.UNDEFINED);
    return whole && typed
        ? call.node(
            "Div",
            cast(call, two.get(0), ElementType.FLOAT32),
            cast(call, two.get(1), ElementType.FLOAT32))
        : call.node("Div", two.get(0), two.get(1));
  }

  private static String floored(Conversion call) {
    List<String> two = alike(call, call.argument("self"), call.argument("other"));
    ElementType type = call.sketch().elements(two.get(0));
    if (type.isFloat()) {
      return call.node("Floor", call.node("Div", two.get(0), two.get(1)));
    }
    String exact =
        call.node(
            "Div",
            cast(call, two.get(0), ElementType.FLOAT64),
            cast(call, two.get(1), ElementType.FLOAT64));
    return cast(call, call.node("Floor", exact), type);
  }

  private static String truths(Conversion call, String name) {
    return cast(call, call.tensor(name), ElementType.BOOL);
  }

  private static String logical(Conversion call, String operator) {
    return call.node(operator, truths(call, "self"), truths(call, "other"));
  }

  /** Of truths, bits are logic; of numbers ONNX has operators of their own. */
  private static String bitwise(Conversion call, String operator) {
    boolean truths = call.sketch().elements(call.tensor("self")).equals(ElementType.BOOL);
    return truths ? logical(call, operator) : binary(call, "Bitwise" + operator);
  }

  private static String clamp(Conversion call) {
    String input = call.tensor("self");
    return call.node("Clip", input, bound(call, "min", input), bound(call, "max", input));
  }

  private static String bound(Conversion call, String name, String like) {
    if (!call.has(name)) {
      return "";
    }
    return call.optional(name).orElseGet(() -> call.scalar(call.real(name, 0), like));
  }

  private static String where(Conversion call) {
    List<String> two = alike(call, call.argument("self"), call.argument("other"));
    return call.node("Where", truths(call, "condition"), two.get(0), two.get(1));
  }

  private static String maskedFill(Conversion call) {
    String input = call.tensor("self");
    String value =
        call.optional("value").orElseGet(() -> call.scalar(call.real("value", 0), input));
    return call.node("Where", truths(call, "mask"), value, input);
  }
}
