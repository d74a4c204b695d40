package io.vitrine.torch.family;

import static io.vitrine.torch.OneNode.floats;
import static io.vitrine.torch.OneNode.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.model.ElementType;
import io.vitrine.model.Tensor;
import io.vitrine.torch.Grid;
import io.vitrine.torch.OneNode;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of each element against Java's. */
class ElementwiseRunsIT {
  private static final float[] POINTS = {-3, -1.5f, -0.4f, 0, 0.3f, 1, 2.5f, 4};

  static Stream<Map.Entry<String, DoubleUnaryOperator>> functions() {
    Map<String, DoubleUnaryOperator> functions =
        Map.ofEntries(
            Map.entry("Relu", x -> Math.max(x, 0)),
            Map.entry("Sigmoid", x -> 1 / (1 + Math.exp(-x))),
            Map.entry("Tanh", Math::tanh),
            Map.entry("Softplus", x -> Math.log1p(Math.exp(x))),
            Map.entry("Softsign", x -> x / (1 + Math.abs(x))),
            Map.entry("Mish", x -> x * Math.tanh(Math.log1p(Math.exp(x)))),
            Map.entry("HardSwish", x -> x * Math.max(0, Math.min(1, x / 6 + 0.5))),
            Map.entry("HardSigmoid", x -> Math.max(0, Math.min(1, 0.2f * x + 0.5))),
            Map.entry("LeakyRelu", x -> x < 0 ? 0.01 * x : x),
            Map.entry("Elu", x -> x < 0 ? Math.expm1(x) : x),
            Map.entry("Celu", x -> x < 0 ? Math.expm1(x) : x),
            Map.entry("Selu", x -> 1.0507010 * (x < 0 ? 1.6732632 * Math.expm1(x) : x)),
            Map.entry("ThresholdedRelu", x -> x > 1 ? x : 0),
            Map.entry("Exp", Math::exp),
            Map.entry("Sin", Math::sin),
            Map.entry("Cos", Math::cos),
            Map.entry("Neg", x -> -x),
            Map.entry("Abs", Math::abs),
            Map.entry("Sign", Math::signum),
            Map.entry("Floor", Math::floor),
            Map.entry("Ceil", Math::ceil),
            Map.entry("Round", Math::rint),
            Map.entry("Identity", x -> x),
            Map.entry("Gelu", x -> x * 0.5 * (1 + erf(x / Math.sqrt(2)))),
            Map.entry("Erf", ElementwiseRunsIT::erf));
    return functions.entrySet().stream();
  }

  /** The error function by its series, sum of (-1)^n x^(2n+1) / (n! (2n+1)). */
  private static double erf(double x) {
    double sum = 0;
    double term = x;
    for (int n = 0; n < 200; n++) {
      sum += term / (2 * n + 1);
      term *= -x * x / (n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  @ParameterizedTest
  @MethodSource("functions")
  void function_points_isJavas(Map.Entry<String, DoubleUnaryOperator> function) {
    Tensor ours = OneNode.of(function.getKey()).input(floats(POINTS)).run();
    for (int i = 0; i < POINTS.length; i++) {
      double expected = function.getValue().applyAsDouble(POINTS[i]);
      assertThat(ours.doubleAt(i))
          .as("%s(%s)", function.getKey(), POINTS[i])
          .isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
    }
  }

  @Test
  void function_positivePoints_isJavas() {
    Tensor points = floats(0.25f, 1, 9);
    assertThat(OneNode.of("Sqrt").input(points).run().floats()).containsExactly(0.5f, 1, 3);
    assertThat(OneNode.of("Log").input(points).run().floatAt(2))
        .isCloseTo((float) Math.log(9), within(1e-6f));
    assertThat(OneNode.of("Reciprocal").input(points).run().floats()).containsExactly(4, 1, 1 / 9f);
  }

  static Stream<Map.Entry<String, DoubleBinaryOperator>> arithmetic() {
    Map<String, DoubleBinaryOperator> functions =
        Map.of(
            "Add",
            Double::sum,
            "Sub",
            (a, b) -> a - b,
            "Mul",
            (a, b) -> a * b,
            "Div",
            (a, b) -> a / b,
            "Max",
            Math::max,
            "Min",
            Math::min,
            "Sum",
            Double::sum,
            "Mean",
            (a, b) -> (a + b) / 2);
    return functions.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("arithmetic")
  void arithmetic_columnAndRow_spreadsBoth(Map.Entry<String, DoubleBinaryOperator> function) {
    Tensor column = Tensor.of(new float[] {1, -2, 3}, 3, 1);
    Tensor row = floats(4, 0.5f);
    Tensor ours = OneNode.of(function.getKey()).input(column).input(row).run();
    assertThat(ours.shape().sizes()).containsExactly(3, 2);
    Grid.forEach(
        new long[] {3, 2},
        at ->
            assertThat(Grid.at(ours, at))
                .isCloseTo(
                    function.getValue().applyAsDouble(column.doubleAt(at[0]), row.doubleAt(at[1])),
                    within(1e-6)));
  }

  @Test
  void div_integers_cutsTowardsZero() {
    Tensor ours = OneNode.of("Div").input(longs(7, -7, 8)).input(longs(2, 2, -3)).run();
    assertThat(ours.elements()).isEqualTo(ElementType.INT64);
    assertThat(ours.longs()).containsExactly(3, -3, -2);
  }

  @Test
  void pow_baseAndExponentOfTwoTypes_hasTheBasesType() {
    Tensor ours = OneNode.of("Pow").input(floats(2, 3)).input(longs(3, 2)).run();
    assertThat(ours.elements()).isEqualTo(ElementType.FLOAT32);
    assertThat(ours.floats()).containsExactly(8, 9);
  }

  @Test
  void clip_limitsAsInputsOrAttributes_areKept() {
    Tensor points = floats(-2, 0.5f, 3);
    Tensor lower = OneNode.of("Clip").input(points).input(Tensor.scalar(0)).run();
    assertThat(lower.floats()).containsExactly(0, 0.5f, 3);
    Tensor both = OneNode.of("Clip").opset(6).with("min", -1f).with("max", 1f).input(points).run();
    assertThat(both.floats()).containsExactly(-1, 0.5f, 1);
    assertThat(OneNode.of("Clip").input(points).run().floats()).containsExactly(-2, 0.5f, 3);
  }

  @Test
  void comparisons_numbers_giveTruthValues() {
    Tensor less = OneNode.of("Less").input(floats(1, 2, 3)).input(floats(2)).run();
    assertThat(less.elements()).isEqualTo(ElementType.BOOL);
    assertThat(less.longs()).containsExactly(1, 0, 0);
    Tensor picked =
        OneNode.of("Where").input(less).input(floats(10, 20, 30)).input(floats(0)).run();
    assertThat(picked.floats()).containsExactly(10, 0, 0);
  }

  @Test
  void cast_toShorterFloat_roundsToIt() {
    Tensor third = floats(1 / 3f);
    Tensor half = OneNode.of("Cast").with("to", 10).input(third).run();
    assertThat(half.elements()).isEqualTo(ElementType.FLOAT16);
    assertThat(half.floats()).containsExactly(0.33325195f);
    assertThat(OneNode.of("Cast").with("to", 16).input(third).run().floats())
        .containsExactly(0.33398438f);
    Tensor integers = OneNode.of("Cast").with("to", 7).input(floats(-1.7f, 2.9f)).run();
    assertThat(integers.longs()).containsExactly(-1, 2);
  }

  @Test
  void softmax_rows_sumToOne() {
    Tensor logits = OneNode.random(2, 3, 4);
    Tensor newer = OneNode.of("Softmax").input(logits).run();
    for (int row = 0; row < 6; row++) {
      double sum = 0;
      for (int i = 0; i < 4; i++) {
        sum += newer.doubleAt(row * 4 + i);
      }
      assertThat(sum).isCloseTo(1, within(1e-6));
    }
    Tensor older = OneNode.of("Softmax").opset(11).input(logits).run();
    double item = 0;
    for (int i = 0; i < 12; i++) {
      item += older.doubleAt(i);
    }
    assertThat(item).as("before version 13 all axes from 1 on are one").isCloseTo(1, within(1e-6));
    Tensor logs = OneNode.of("LogSoftmax").input(logits).run();
    assertThat(Math.exp(logs.doubleAt(5))).isCloseTo(newer.doubleAt(5), within(1e-6));
  }

  @Test
  void prelu_slopePerChannel_multipliesNegatives() {
    Tensor input = Tensor.of(new float[] {-1, 2, -3, 4}, 1, 2, 2);
    Tensor slope = Tensor.of(new float[] {0.5f, 2}, 2, 1);
    assertThat(OneNode.of("PRelu").input(input).input(slope).run().floats())
        .containsExactly(-0.5f, 2, -6, 4);
    assertThat(OneNode.of("PRelu").opset(6).input(input).input(floats(0.5f, 2)).run().floats())
        .containsExactly(-0.5f, 2, -6, 4);
  }
}
