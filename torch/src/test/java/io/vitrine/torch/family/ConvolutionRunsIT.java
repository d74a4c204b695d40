package io.vitrine.torch.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.model.Tensor;
import io.vitrine.torch.Grid;
import io.vitrine.torch.OneNode;
import io.vitrine.torch.call.Numbers;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Convolutions against the sum that defines them, written as loops. */
class ConvolutionRunsIT {
  /** Sizes and attributes of one convolution; {@code pads} before all axes, then after. */
  @SuppressWarnings("ArrayRecordComponent") // a row of a table, never compared or changed
  record Case(
      String name,
      long[] input,
      long[] weight,
      int group,
      long[] strides,
      long[] dilations,
      long[] pads) {
    int axes() {
      return input.length - 2;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static long[] of(long... values) {
    return values;
  }

  static Stream<Case> convolutions() {
    return Stream.of(
        new Case("plain", of(2, 3, 5, 6), of(4, 3, 3, 3), 1, of(1, 1), of(1, 1), of(1, 1, 1, 1)),
        new Case("signal", of(2, 3, 9), of(4, 3, 3), 1, of(2), of(2), of(1, 1)),
        new Case(
            "volume",
            of(1, 2, 4, 5, 3),
            of(3, 2, 2, 3, 1),
            1,
            of(1, 2, 1),
            of(1, 1, 1),
            of(0, 1, 0, 0, 1, 0)),
        new Case("groups", of(1, 4, 5, 5), of(6, 2, 3, 3), 2, of(1, 1), of(1, 1), of(0, 0, 0, 0)),
        new Case(
            "depthwise", of(1, 4, 5, 5), of(4, 1, 3, 3), 4, of(2, 2), of(1, 1), of(1, 1, 1, 1)),
        new Case("dilated", of(1, 2, 7, 8), of(2, 2, 3, 2), 1, of(1, 1), of(2, 3), of(2, 0, 2, 0)),
        new Case("uneven", of(1, 2, 5, 5), of(2, 2, 2, 2), 1, of(2, 1), of(1, 1), of(1, 0, 0, 2)));
  }

  private static OneNode node(String operator, Case c) {
    return OneNode.of(operator)
        .with("group", c.group())
        .withList("strides", c.strides())
        .withList("dilations", c.dilations())
        .withList("pads", c.pads());
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void conv_anyShape_isTheSumOverItsWindow(Case c) {
    Tensor input = OneNode.random(c.input());
    Tensor weight = OneNode.random(c.weight());
    Tensor bias = OneNode.random(c.weight()[0]);
    Tensor ours = node("Conv", c).input(input).input(weight).input(bias).run();

    long[] sizes = ours.shape().sizes();
    assertThat(sizes).containsExactly(outputSizes(c));
    Grid.forEach(
        sizes,
        out ->
            assertThat(Grid.at(ours, out))
                .as("%s %s", c, Arrays.toString(out))
                .isCloseTo(windowSum(c, input, weight, out) + bias.doubleAt(out[1]), within(1e-5)));
  }

  private static long[] outputSizes(Case c) {
    long[] sizes = c.input().clone();
    sizes[1] = c.weight()[0];
    for (int i = 0; i < c.axes(); i++) {
      long reach = c.dilations()[i] * (c.weight()[i + 2] - 1) + 1;
      long room = sizes[i + 2] + c.pads()[i] + c.pads()[i + c.axes()] - reach;
      sizes[i + 2] = room / c.strides()[i] + 1;
    }
    return sizes;
  }

  private static double windowSum(Case c, Tensor input, Tensor weight, int[] out) {
    double[] sum = {0};
    long[] kernel = c.weight().clone();
    kernel[0] = 1;
    int channelsPerGroup = (int) c.weight()[1];
    int group = (int) (out[1] / (c.weight()[0] / c.group()));
    Grid.forEach(
        kernel,
        k -> {
          int[] at = new int[out.length];
          at[0] = out[0];
          at[1] = group * channelsPerGroup + k[1];
          for (int i = 0; i < c.axes(); i++) {
            at[i + 2] =
                (int) (out[i + 2] * c.strides()[i] - c.pads()[i] + k[i + 2] * c.dilations()[i]);
          }
          if (Grid.contains(c.input(), 2, at)) {
            int[] w = k.clone();
            w[0] = out[1];
            sum[0] += Grid.at(input, at) * Grid.at(weight, w);
          }
        });
    return sum[0];
  }

  static Stream<Case> transposed() {
    return Stream.of(
        new Case("plain", of(2, 3, 4, 3), of(3, 2, 3, 3), 1, of(1, 1), of(1, 1), of(0, 0, 0, 0)),
        new Case("signal", of(1, 2, 4), of(2, 3, 3), 1, of(2), of(1), of(1, 1)),
        new Case("strided", of(1, 2, 3, 3), of(2, 2, 3, 2), 1, of(2, 3), of(1, 1), of(1, 0, 1, 0)),
        new Case("groups", of(1, 4, 3, 3), of(4, 2, 2, 2), 2, of(2, 2), of(1, 1), of(0, 0, 0, 0)),
        new Case("dilated", of(1, 1, 3, 3), of(1, 1, 2, 2), 1, of(1, 1), of(2, 2), of(0, 1, 1, 0)),
        new Case("uneven", of(1, 1, 3, 3), of(1, 2, 3, 3), 1, of(2, 2), of(1, 1), of(0, 1, 2, 0)));
  }

  @ParameterizedTest
  @MethodSource("transposed")
  void convTranspose_anyShape_scattersEachElement(Case c) {
    Tensor input = OneNode.random(c.input());
    Tensor weight = OneNode.random(c.weight());
    Tensor ours = node("ConvTranspose", c).input(input).input(weight).run();

    long[] sizes = c.input().clone();
    sizes[1] = c.weight()[1] * c.group();
    for (int i = 0; i < c.axes(); i++) {
      long reach = c.dilations()[i] * (c.weight()[i + 2] - 1) + 1;
      sizes[i + 2] =
          c.strides()[i] * (sizes[i + 2] - 1) + reach - c.pads()[i] - c.pads()[i + c.axes()];
    }
    assertThat(ours.shape().sizes()).containsExactly(sizes);
    double[] expected = scattered(c, input, weight, sizes);
    for (int i = 0; i < expected.length; i++) {
      assertThat(ours.doubleAt(i)).as("%s %d", c, i).isCloseTo(expected[i], within(1e-5));
    }
  }

  private static double[] scattered(Case c, Tensor input, Tensor weight, long[] sizes) {
    double[] result = new double[(int) Numbers.product(sizes, 0, sizes.length)];
    long[] kernel = c.weight().clone();
    kernel[0] = 1;
    Grid.forEach(
        c.input(),
        in ->
            Grid.forEach(
                kernel,
                k -> {
                  int group = (int) (in[1] / (c.input()[1] / c.group()));
                  int[] at = in.clone();
                  at[1] = (int) (group * c.weight()[1] + k[1]);
                  for (int i = 0; i < c.axes(); i++) {
                    at[i + 2] =
                        (int)
                            (in[i + 2] * c.strides()[i]
                                + k[i + 2] * c.dilations()[i]
                                - c.pads()[i]);
                  }
                  if (Grid.contains(sizes, 2, at)) {
                    int[] w = k.clone();
                    w[0] = in[1];
                    result[Grid.offset(sizes, at)] += Grid.at(input, in) * Grid.at(weight, w);
                  }
                }));
    return result;
  }

  @Test
  void conv_sameUpperAndLower_putTheOddCellOnTheirSide() {
    Tensor input = Tensor.of(new float[] {1, 2, 3, 4}, 1, 1, 4);
    Tensor weight = Tensor.of(new float[] {1, 10}, 1, 1, 2);
    assertThat(
            OneNode.of("Conv")
                .with("auto_pad", "SAME_UPPER")
                .input(input)
                .input(weight)
                .run()
                .floats())
        .containsExactly(21, 32, 43, 4);
    assertThat(
            OneNode.of("Conv")
                .with("auto_pad", "SAME_LOWER")
                .input(input)
                .input(weight)
                .run()
                .floats())
        .containsExactly(10, 21, 32, 43);
  }

  @Test
  void convTranspose_largerOutputShape_holdsTheBiasWhereNothingReaches() {
    Tensor input = Tensor.of(new float[] {1, 2}, 1, 1, 2);
    Tensor weight = Tensor.of(new float[] {1, 1}, 1, 1, 2);
    Tensor ours =
        OneNode.of("ConvTranspose")
            .withList("strides", 2)
            .withList("output_shape", 5)
            .input(input)
            .input(weight)
            .input(OneNode.floats(7))
            .run();
    assertThat(ours.floats()).containsExactly(8, 8, 9, 9, 7);
  }

  @Test
  void conv_wrongChannels_namesNodeAndShapes() {
    OneNode node =
        OneNode.of("Conv").input(OneNode.random(1, 2, 4, 4)).input(OneNode.random(3, 5, 3, 3));
    assertThatThrownBy(node::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("node node (Conv): ")
        .hasMessageEndingWith("(inputs in0 float32(1, 2, 4, 4), in1 float32(3, 5, 3, 3))")
        .hasMessageNotContaining("\n");
  }
}
