package io.vitrine.formats.aten;

import io.vitrine.formats.sketch.Arg;
import io.vitrine.formats.sketch.Sketch;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic on whole numbers and fractions as Python does it: what is known is computed, and what
 * depends on a size that is not becomes nodes.
 */
public final class SizeArithmetic {
  private static final Map<String, String> NODES =
      Map.of("add", "Add", "sub", "Sub", "mul", "Mul", "floordiv", "Div", "floor_divide", "Div");

  private static final Map<String, String> CONNECTIVES = Map.of("and_", "And", "or_", "Or");

  private SizeArithmetic() {}

  /** The result of {@code add}, {@code floordiv} and the like; empty where it is not known. */
  public static Optional<Arg> of(
      String operator, List<Arg> operands, Sketch sketch, String module) {
    if (operands.size() == 1) {
      return one(operator, operands.get(0));
    }
    if (operands.size() != 2) {
      return Optional.empty();
    }
    if (operator.equals("rsub")) {
      return of("sub", List.of(operands.get(1), operands.get(0)), sketch, module);
    }
    Arg left = operands.get(0);
    Arg right = operands.get(1);
    if (left instanceof Arg.Int a && right instanceof Arg.Int b) {
      return whole(operator, a.value(), b.value());
    }
    if (isNumber(left) && isNumber(right)) {
      return fraction(operator, real(left), real(right));
    }
    @Nullable String node = NODES.get(operator);
    return node != null && isSize(left) && isSize(right)
        ? Optional.of(computed(node, left, right, sketch, module))
        : Optional.empty();
  }

  /**
   * What a comparison of whole numbers or a combination of truths is, where nodes have to compute
   * it: a tensor of one truth; empty where it is none of these.
   */
  public static Optional<Arg> truth(
      String operator, List<Arg> operands, Sketch sketch, String module) {
    @Nullable String connective = CONNECTIVES.get(operator);
    @Nullable String node = connective == null ? Pointwise.COMPARISONS.get(operator) : connective;
    List<String> reads =
        operands.stream().flatMap(operand -> tensor(operand, sketch, module).stream()).toList();
    return node != null && operands.size() == 2 && reads.size() == 2
        ? Optional.of(new Arg.Computed(sketch.node(module, "", node, reads, Map.of(), 1).get(0)))
        : Optional.empty();
  }

  /**
   * A whole number or a truth as a tensor of one element, of shape (1); empty for all that is
   * neither.
   */
  public static Optional<String> tensor(Arg number, Sketch sketch, String module) {
    if (number instanceof Arg.Bool truth) {
      double one = truth.value() ? 1 : 0;
      return Optional.of(sketch.constant(Numbers.filled(ElementType.BOOL, Shape.of(1), one)));
    }
    return isSize(number) ? Optional.of(Sizes.vector(number, sketch, module)) : Optional.empty();
  }

  private static Optional<Arg> one(String operator, Arg operand) {
    if (operand instanceof Arg.Bool truth) {
      return operator.equals("__not__")
          ? Optional.of(new Arg.Bool(!truth.value()))
          : Optional.empty();
    }
    if (!operator.equals("neg")) {
      return Optional.empty();
    }
    if (operand instanceof Arg.Int number) {
      return Optional.of(new Arg.Int(Math.negateExact(number.value())));
    }
    return operand instanceof Arg.Real real
        ? Optional.of(new Arg.Real(-real.value()))
        : Optional.empty();
  }

  private static Optional<Arg> whole(String operator, long a, long b) {
    boolean byZero =
        b == 0 && List.of("floordiv", "floor_divide", "mod", "remainder", "div").contains(operator);
    if (byZero) {
      return Optional.empty();
    }
    return switch (operator) {
      case "add" -> Optional.of(new Arg.Int(Math.addExact(a, b)));
      case "sub" -> Optional.of(new Arg.Int(Math.subtractExact(a, b)));
      case "mul" -> Optional.of(new Arg.Int(Math.multiplyExact(a, b)));
      case "floordiv", "floor_divide" -> Optional.of(new Arg.Int(Math.floorDiv(a, b)));
      case "mod", "remainder" -> Optional.of(new Arg.Int(Math.floorMod(a, b)));
      case "max" -> Optional.of(new Arg.Int(Math.max(a, b)));
      case "min" -> Optional.of(new Arg.Int(Math.min(a, b)));
      default -> fraction(operator, (double) a, (double) b);
    };
  }

  private static Optional<Arg> fraction(String operator, double a, double b) {
    return switch (operator) {
      case "add" -> Optional.of(new Arg.Real(a + b));
      case "sub" -> Optional.of(new Arg.Real(a - b));
      case "mul" -> Optional.of(new Arg.Real(a * b));
      case "div", "truediv" -> Optional.of(new Arg.Real(a / b));
      case "pow" -> Optional.of(new Arg.Real(Math.pow(a, b)));
      case "eq" -> Optional.of(new Arg.Bool(a == b));
      case "ne" -> Optional.of(new Arg.Bool(a != b));
      case "lt" -> Optional.of(new Arg.Bool(a < b));
      case "le" -> Optional.of(new Arg.Bool(a <= b));
      case "gt" -> Optional.of(new Arg.Bool(a > b));
      case "ge" -> Optional.of(new Arg.Bool(a >= b));
      default -> Optional.empty();
    };
  }

  private static boolean isNumber(Arg operand) {
    return operand instanceof Arg.Int || operand instanceof Arg.Real;
  }

  private static double real(Arg operand) {
    return operand instanceof Arg.Real real ? real.value() : Sizes.integer(operand, "an operand");
  }

  private static boolean isSize(Arg operand) {
    return operand instanceof Arg.Int
        || operand instanceof Arg.SizeOf
        || operand instanceof Arg.Computed;
  }

  private static Arg computed(String node, Arg left, Arg right, Sketch sketch, String module) {
    List<String> reads =
        List.of(Sizes.vector(left, sketch, module), Sizes.vector(right, sketch, module));
    return new Arg.Computed(sketch.node(module, "", node, reads, Map.of(), 1).get(0));
  }
}
