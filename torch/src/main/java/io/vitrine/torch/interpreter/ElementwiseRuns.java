package io.vitrine.torch.interpreter;

import static io.vitrine.torch.interpreter.NativeTensors.wide;

import io.vitrine.model.ElementType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BinaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

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
    all.put("Cast", ElementwiseRuns::cast);
    all.put("Identity", OperatorFactory.ofUnary(Tensor::alias));
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
    all.put("Sin", OperatorFactory.ofUnary(x -> torch.sin(wide(x))));
    all.put("Cos", OperatorFactory.ofUnary(x -> torch.cos(wide(x))));
    all.put("Neg", OperatorFactory.ofUnary(torch::neg));
    all.put("Abs", OperatorFactory.ofUnary(torch::abs));
    all.put("Sign", OperatorFactory.ofUnary(torch::sign));
    all.put("Floor", OperatorFactory.ofUnary(torch::floor));
    all.put("Ceil", OperatorFactory.ofUnary(torch::ceil));
    all.put("Round", OperatorFactory.ofUnary(torch::round));
    all.put("Not", OperatorFactory.ofUnary(torch::logical_not));
  }

  private static void comparisons(Map<String, OperatorFactory> all) {
    all.put("Equal", binary(torch::eq));
    all.put("Less", binary(torch::less));
    all.put("LessOrEqual", binary(torch::less_equal));
    all.put("Greater", binary(torch::greater));
    all.put("GreaterOrEqual", binary(torch::greater_equal));
    all.put("And", binary(torch::logical_and));
    all.put("Or", binary(torch::logical_or));
    all.put("Xor", binary(torch::logical_xor));
    all.put(
        "Where",
        OperatorFactory.of(call -> torch.where(call.input(0), call.input(1), call.input(2))));
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
    double min = call.numberOr(1, context.node().floatOr("min", 0));
    double max = call.numberOr(2, context.node().floatOr("max", 0));
    return torch.clamp(
        input,
        least ? bound(min, input) : new ScalarOptional(),
        most ? bound(max, input) : new ScalarOptional());
  }

  private static ScalarOptional bound(double value, Tensor input) {
    return new ScalarOptional(
        input.is_floating_point() ? new Scalar(value) : new Scalar((long) value));
  }

  /** A 16-bit float type rounds to it and computes on in 32 bits. */
  private static OperatorRun cast(NodeContext context) {
    ElementType target = ElementType.of((int) context.node().intOr("to", 1));
    ScalarType computed = NativeTensors.computedType(target);
    ScalarType rounded = NativeTensors.storedType(target);
    return OperatorRun.of(
        call -> {
          Tensor input = call.input(0);
          return NativeTensors.type(input) == computed && rounded == computed
              ? input.alias()
              : input.to(rounded).to(computed);
        });
  }
}
