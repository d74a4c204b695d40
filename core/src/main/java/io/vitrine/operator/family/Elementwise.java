package io.vitrine.operator.family;

import io.vitrine.model.ElementType;
import io.vitrine.operator.entry.Category;
import io.vitrine.operator.entry.Keeps;
import io.vitrine.operator.entry.Operator;
import io.vitrine.operator.entry.Role;
import io.vitrine.operator.shape.Arithmetic;
import io.vitrine.operator.shape.Inferred;
import io.vitrine.operator.shape.SameShape;
import io.vitrine.operator.shape.ShapeContext;
import io.vitrine.operator.shape.ShapeRule;
import io.vitrine.operator.shape.Values;
import io.vitrine.operator.size.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Arithmetic, comparison and choice, element by element with broadcasting. */
final class Elementwise {
  private static final List<String> UNARY =
      List.of(
          ("Abs Neg Sign Sqrt Reciprocal Exp Log Erf Floor Ceil Round Sin Cos Tan Asin Acos Atan"
                  + " Sinh Cosh Asinh Acosh Atanh BitwiseNot CumSum CumProd")
              .split(" "));

  /** Of one number, for the few that target shapes are computed with. */
  private static final Map<String, UnaryOperator<Double>> NUMBERS =
      Map.of(
          "Abs", Math::abs,
          "Neg", x -> -x,
          "Sign", Math::signum,
          "Sqrt", Math::sqrt,
          "Reciprocal", x -> 1 / x,
          "Floor", Math::floor,
          "Ceil", Math::ceil,
          "Round", Math::rint);

  /** Of one size that is known by name. */
  private static final Map<String, Function<Size, Optional<Size>>> SIZES =
      Map.of(
          "Abs", size -> Optional.of(size).filter(x -> x.atLeast().orElse(-1) >= 0),
          "Neg", size -> Optional.of(size.times(-1)),
          "Floor", size -> Optional.of(size.floor()),
          "Ceil", size -> Optional.of(size.ceil()),
          "Round", size -> Optional.of(size).filter(Size::isWhole));

  private static final Map<String, Arithmetic> ARITHMETIC =
      Map.ofEntries(
          Map.entry("Add", Arithmetic.ADD),
          Map.entry("Sum", Arithmetic.ADD),
          Map.entry("Sub", Arithmetic.SUBTRACT),
          Map.entry("Mul", Arithmetic.MULTIPLY),
          Map.entry("Div", Arithmetic.DIVIDE),
          Map.entry("Pow", Arithmetic.POWER),
          Map.entry("Mod", Arithmetic.MODULO),
          Map.entry("Min", Arithmetic.MIN),
          Map.entry("Max", Arithmetic.MAX),
          Map.entry("And", Arithmetic.AND),
          Map.entry("Or", Arithmetic.OR),
          Map.entry("Xor", Arithmetic.XOR));

  private static final Map<String, Arithmetic> COMPARISONS =
      Map.of(
          "Equal", Arithmetic.EQUAL,
          "Greater", Arithmetic.GREATER,
          "GreaterOrEqual", Arithmetic.GREATER_OR_EQUAL,
          "Less", Arithmetic.LESS,
          "LessOrEqual", Arithmetic.LESS_OR_EQUAL);

  /** Linear, or without a gradient. */
  private static final Set<String> KEEP_NOTHING =
      Set.of(
          ("Add Sub Sum Mean Neg Sign Floor Ceil Round Not And Or Xor Equal Greater GreaterOrEqual"
                  + " Less LessOrEqual CumSum BitShift BitwiseAnd BitwiseOr BitwiseXor BitwiseNot"
                  + " IsNaN IsInf")
              .split(" "));

  /** Those whose derivative follows from their own output. */
  private static final Set<String> KEEP_OUTPUT = Set.of("Exp", "Sqrt", "Reciprocal");

  static final List<Operator> ALL = all();

  private Elementwise() {}

  private static List<Operator> all() {
    List<Operator> all = new ArrayList<>();
    for (String name :
        List.of(
            "Add",
            "Sub",
            "Mul",
            "Div",
            "Pow",
            "Mod",
            "Min",
            "Max",
            "Mean",
            "Sum",
            "And",
            "Or",
            "Xor",
            "BitShift",
            "BitwiseAnd",
            "BitwiseOr",
            "BitwiseXor")) {
      all.add(entry(name, Elementwise::arithmetic));
    }
    for (String name : List.of("Equal", "Greater", "GreaterOrEqual", "Less", "LessOrEqual")) {
      Arithmetic operator = Objects.requireNonNull(COMPARISONS.get(name));
      all.add(entry(name, context -> comparison(context, operator)));
    }
    for (String name : UNARY) {
      boolean scan = name.startsWith("Cum");
      all.add(
          scan
              ? entry(name, SameShape::asFirst).reading(Role.WEIGHT, Role.CONSTANT)
              : entry(name, Elementwise::unary));
    }
    all.add(entry("Not", Elementwise::not));
    all.add(entry("IsNaN", SameShape::truth));
    all.add(entry("IsInf", SameShape::truth));
    all.add(entry("Where", Elementwise::where));
    return List.copyOf(all);
  }

  private static Operator entry(String name, ShapeRule rule) {
    Keeps keeps =
        KEEP_NOTHING.contains(name)
            ? Keeps.NOTHING
            : KEEP_OUTPUT.contains(name) ? Keeps.OUTPUT : Keeps.INPUTS;
    return Operator.of(name, Category.ELEMENTWISE, name, rule).keeping(keeps);
  }

  private static Inferred unary(ShapeContext context) {
    String name = context.node().operator();
    UnaryOperator<Double> function = NUMBERS.get(name);
    Optional<Values> values =
        function == null
            ? Optional.empty()
            : context
                .values(0)
                .map(all -> all.map(function, SIZES.getOrDefault(name, size -> Optional.empty())));
    return SameShape.asFirst(context).withValues(values);
  }

  private static Inferred not(ShapeContext context) {
    return SameShape.truth(context)
        .withValues(context.values(0).map(all -> all.mapNumbers(x -> x == 0 ? 1.0 : 0.0)));
  }

  private static Inferred arithmetic(ShapeContext context) {
    Inferred shaped = SameShape.broadcast(context);
    Arithmetic operator = ARITHMETIC.get(context.node().operator());
    if (operator == null) {
      return shaped;
    }
    boolean fractions = context.elements(0).isFloat();
    Arithmetic exact = operator == Arithmetic.DIVIDE && !fractions ? Arithmetic.QUOTIENT : operator;
    return shaped.withValues(folded(context, exact).map(all -> fractions ? all : all.truncated()));
  }

  private static Inferred comparison(ShapeContext context, Arithmetic operator) {
    return SameShape.broadcast(context, ElementType.BOOL).withValues(folded(context, operator));
  }

  /** All inputs' elements under an operator, from the first on. */
  private static Optional<Values> folded(ShapeContext context, Arithmetic operator) {
    Optional<Values> all = context.values(0);
    for (int i = 1; i < context.inputs() && all.isPresent(); i++) {
      Values before = all.get();
      all = context.values(i).flatMap(next -> before.with(next, operator));
    }
    return all;
  }

  private static Inferred where(ShapeContext context) {
    Optional<Values> condition = context.values(0);
    Optional<Values> then = context.values(1);
    Optional<Values> otherwise = context.values(2);
    Optional<Values> chosen =
        condition.isPresent() && then.isPresent() && otherwise.isPresent()
            ? Values.choose(condition.get(), then.get(), otherwise.get())
            : Optional.empty();
    return SameShape.broadcast(context, context.elements(1)).withValues(chosen);
  }
}
