package io.vitrine.torch.family;

import static io.vitrine.torch.call.NativeTensors.wide;
import static java.util.Map.entry;

import io.vitrine.torch.call.Call;
import io.vitrine.torch.call.Fresh;
import io.vitrine.torch.call.NativeTensors;
import io.vitrine.torch.call.NativeValue;
import io.vitrine.torch.call.NodeContext;
import io.vitrine.torch.call.Numbers;
import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.call.OperatorRun;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Functions of each element, with inputs spread over one another as NumPy does. */
final class ElementwiseRuns {
  static final Map<String, OperatorFactory> ALL = all();

  private ElementwiseRuns() {}

  private static Map<String, OperatorFactory> all() {
    Map<String, OperatorFactory> all = new HashMap<>();
    arithmetic(all);
    functions(all);
    comparisons(all);
    all.put("Clip", OperatorFactory.of(ElementwiseRuns::clip));
    all.put("Mod", ElementwiseRuns::mod);
    all.put("BitShift", ElementwiseRuns::shift);
    all.put("IsInf", ElementwiseRuns::isInfinite);
    all.put("CumSum", cumulative(torch::cumsum, 0));
    all.put("CumProd", cumulative(torch::cumprod, 1));
    return all;
  }

  private static void arithmetic(Map<String, OperatorFactory> all) {
    all.put("Add", binary(torch::add));
    all.put("Sub", binary(torch::sub));
    all.put("Mul", binary(torch::mul));
    all.put("Div", binary(ElementwiseRuns::div));
    all.put("Pow", binary(ElementwiseRuns::pow));
    all.put("Max", folded(torch::maximum));
    all.put("Min", folded(torch::minimum));
    all.put("Sum", folded(torch::add));
    all.put("Mean", OperatorFactory.of(ElementwiseRuns::mean));
  }

  private static void functions(Map<String, OperatorFactory> all) {
    all.put("Sqrt", OperatorFactory.ofUnary(x -> torch.sqrt(wide(x))));
    all.put("Exp", OperatorFactory.ofUnary(x -> torch.exp(wide(x))));
    all.put("Log", OperatorFactory.ofUnary(x -> torch.log(wide(x))));
    all.put("Erf", OperatorFactory.ofUnary(x -> torch.erf(wide(x))));
    all.put("Reciprocal", OperatorFactory.ofUnary(x -> torch.reciprocal(wide(x))));
    trigonometry(all);
    all.put("IsNaN", OperatorFactory.ofUnary(torch::isnan));
    all.put("Neg", OperatorFactory.ofUnary(torch::neg));
    all.put("Abs", OperatorFactory.ofUnary(torch::abs));
    all.put("Sign", OperatorFactory.ofUnary(torch::sign));
    all.put("Floor", OperatorFactory.ofUnary(torch::floor));
    all.put("Ceil", OperatorFactory.ofUnary(torch::ceil));
    all.put("Round", OperatorFactory.ofUnary(torch::round));
    all.put("Not", OperatorFactory.ofUnary(torch::logical_not));
  }

  private static void trigonometry(Map<String, OperatorFactory> all) {
    Map<String, UnaryOperator<Tensor>> functions =
        Map.ofEntries(
            entry("Sin", torch::sin),
            entry("Cos", torch::cos),
            entry("Tan", torch::tan),
            entry("Asin", torch::asin),
            entry("Acos", torch::acos),
            entry("Atan", torch::atan),
            entry("Sinh", torch::sinh),
            entry("Cosh", torch::cosh),
            entry("Asinh", torch::asinh),
            entry("Acosh", torch::acosh),
            entry("Atanh", torch::atanh));
    functions.forEach(
        (name, function) -> all.put(name, OperatorFactory.ofUnary(x -> function.apply(wide(x)))));
  }

  private static void comparisons(Map<String, OperatorFactory> all) {
    all.put("Equal", OperatorFactory.ofValue(ElementwiseRuns::equal));
    all.put("Less", binary(torch::less));
    all.put("LessOrEqual", binary(torch::less_equal));
    all.put("Greater", binary(torch::greater));
    all.put("GreaterOrEqual", binary(torch::greater_equal));
    all.put("And", binary(torch::logical_and));
    all.put("Or", binary(torch::logical_or));
    all.put("Xor", binary(torch::logical_xor));
    all.put(
        "Where",
        OperatorFactory.ofValue(
            call ->
                Call.as(
                    torch.where(call.input(0), call.input(1), call.input(2)), call.elements(1))));
    all.put("BitwiseAnd", binary(torch::bitwise_and));
    all.put("BitwiseOr", binary(torch::bitwise_or));
    all.put("BitwiseXor", binary(torch::bitwise_xor));
    all.put("BitwiseNot", OperatorFactory.ofUnary(torch::bitwise_not));
  }

  private static NativeValue equal(Call call) {
    if (call.value(0) instanceof NativeValue.OfStrings a) {
      NativeValue.OfStrings b = call.strings(1);
      Map<String, Long> codes = new HashMap<>();
      return NativeValue.of(torch.eq(coded(a, codes), coded(b, codes)));
    }
    return NativeValue.of(torch.eq(call.input(0), call.input(1)));
  }

  /** Strings as numbers, equal ones as the same. */
  private static Tensor coded(NativeValue.OfStrings strings, Map<String, Long> codes) {
    long[] numbers =
        strings.strings().stream()
            .mapToLong(text -> codes.merge(text, (long) codes.size(), (known, next) -> known))
            .toArray();
    return Fresh.longs(numbers, strings.shape().sizes());
  }

  private static OperatorFactory binary(BinaryOperator<Tensor> function) {
    return OperatorFactory.of(call -> function.apply(call.input(0), call.input(1)));
  }

  private static OperatorFactory folded(BinaryOperator<Tensor> function) {
    return OperatorFactory.of(
        call -> call.inputs().reduce(function).map(ElementwiseRuns::own).orElseThrow());
  }

  private static Tensor own(Tensor tensor) {
    return tensor.alias();
  }

  private static Tensor mean(Call call) {
    Tensor sum = call.inputs().reduce(torch::add).orElseThrow();
    return sum.div(new Scalar(call.inputs().count()));
  }

  /** Integers are divided towards zero. */
  private static Tensor div(Tensor a, Tensor b) {
    if (a.is_floating_point()) {
      return a.div(b);
    }
    BytePointer mode =
        new BytePointer("trunc"); // libtorch only looks at it: lives to the scope's end
    return torch.div(a, b, new StringViewOptional(mode));
  }

  /** The result has the type of the base. */
  private static Tensor pow(Tensor base, Tensor exponent) {
    Tensor wide = wide(base);
    return torch.pow(wide, exponent).to(NativeTensors.type(wide));
  }

  private static Tensor clip(Call call) {
    NodeContext context = call.context();
    Tensor input = call.input(0);
    boolean least = call.has(1) || context.node().attribute("min").isPresent();
    boolean most = call.has(2) || context.node().attribute("max").isPresent();
    if (!least && !most) {
      return input.alias();
    }
    if (learns(call, 1) || learns(call, 2)) {
      return torch.clamp(input, call.optional(1), call.optional(2));
    }
    double min = call.numberOr(1, context.node().floatOr("min", 0));
    double max = call.numberOr(2, context.node().floatOr("max", 0));
    return torch.clamp(
        input,
        least ? bound(min, input) : new ScalarOptional(),
        most ? bound(max, input) : new ScalarOptional());
  }

  private static boolean learns(Call call, int input) {
    return call.has(input) && call.input(input).requires_grad();
  }

  private static ScalarOptional bound(double value, Tensor input) {
    return new ScalarOptional(
        input.is_floating_point() ? new Scalar(value) : new Scalar((long) value));
  }

  /** The remainder has the sign of the divisor, with fmod that of the dividend. */
  private static OperatorRun mod(NodeContext context) {
    boolean fmod = context.node().intOr("fmod", 0) != 0;
    return OperatorRun.of(
        call ->
            fmod
                ? torch.fmod(call.input(0), call.input(1))
                : torch.remainder(call.input(0), call.input(1)));
  }

  private static OperatorRun shift(NodeContext context) {
    boolean left = context.node().stringOr("direction", "").equals("LEFT");
    return OperatorRun.of(
        call ->
            left
                ? torch.bitwise_left_shift(call.input(0), call.input(1))
                : torch.bitwise_right_shift(call.input(0), call.input(1)));
  }

  private static OperatorRun isInfinite(NodeContext context) {
    boolean negative = context.node().intOr("detect_negative", 1) != 0;
    boolean positive = context.node().intOr("detect_positive", 1) != 0;
    return OperatorRun.of(
        call -> {
          Tensor input = wide(call.input(0));
          Tensor infinite = torch.isinf(input);
          Tensor below = input.lt(new Scalar(0));
          Tensor none = torch.zeros_like(infinite);
          Tensor kept = positive ? infinite : torch.where(below, infinite, none);
          return negative ? kept.alias() : torch.where(below, none, kept);
        });
  }

  /** A running sum or product along an axis. */
  private interface Running {
    Tensor apply(Tensor input, long axis);
  }

  /** Exclusive: each element without itself, so that the first is the neutral number. */
  private static OperatorFactory cumulative(Running running, double neutral) {
    return context -> {
      boolean exclusive = context.node().intOr("exclusive", 0) != 0;
      boolean reverse = context.node().intOr("reverse", 0) != 0;
      return OperatorRun.of(
          call -> {
            int axis = Numbers.axis(call.longs(1)[0], call.input(0).dim());
            Tensor given = wide(call.input(0));
            Tensor ordered = reverse ? given.flip(axis) : given;
            Tensor result = running.apply(ordered, axis).to(NativeTensors.type(ordered));
            if (exclusive) {
              long size = ordered.size(axis);
              Tensor first = torch.full_like(ordered.narrow(axis, 0, 1), new Scalar(neutral));
              Tensor rest = result.narrow(axis, 0, size - 1);
              result = torch.cat(new TensorVector(first, rest), axis);
            }
            return reverse ? result.flip(axis) : result;
          });
    };
  }
}
