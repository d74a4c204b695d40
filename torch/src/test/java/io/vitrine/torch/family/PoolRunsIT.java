package io.vitrine.torch.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.engine.Mode;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Tensor;
import io.vitrine.torch.Grid;
import io.vitrine.torch.OneNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pools of images against their definition, written as loops. */
class PoolRunsIT {
  /** A pool of a height x width map; {@code pads} top, left, bottom, right. */
  @SuppressWarnings("ArrayRecordComponent") // a row of a table, never compared or changed
  record Case(
      String name, int height, int width, int[] kernel, int[] stride, int[] pads, boolean ceil) {
    @Override
    public String toString() {
      return name;
    }

    int positions(int axis) {
      int size = axis == 0 ? height : width;
      int room = size + pads[axis] + pads[axis + 2] - kernel[axis];
      int steps = ceil ? (room + stride[axis] - 1) / stride[axis] : room / stride[axis];
      return ceil && steps * stride[axis] >= size + pads[axis] ? steps : steps + 1;
    }
  }

  private static int[] of(int... values) {
    return values;
  }

  static Stream<Case> pools() {
    return Stream.of(
        new Case("halving", 6, 4, of(2, 2), of(2, 2), of(0, 0, 0, 0), false),
        new Case("overlapping", 7, 7, of(3, 3), of(2, 2), of(1, 1, 1, 1), false),
        new Case("uneven", 5, 6, of(2, 3), of(1, 2), of(1, 0, 0, 2), false),
        new Case("wide padding", 4, 4, of(2, 2), of(2, 2), of(2, 2, 2, 2), false),
        new Case("ceiling", 6, 7, of(3, 2), of(2, 2), of(0, 0, 0, 0), true),
        new Case("ceiling, padded", 6, 6, of(3, 3), of(2, 2), of(1, 1, 1, 1), true),
        new Case("ceiling that must not overrun", 3, 3, of(1, 1), of(2, 2), of(0, 0, 1, 1), true));
  }

  private static OneNode node(String operator, Case c) {
    return OneNode.of(operator)
        .withList("kernel_shape", c.kernel()[0], c.kernel()[1])
        .withList("strides", c.stride()[0], c.stride()[1])
        .withList("pads", c.pads()[0], c.pads()[1], c.pads()[2], c.pads()[3])
        .with("ceil_mode", c.ceil() ? 1L : 0L)
        .input(OneNode.random(2, 3, c.height(), c.width()));
  }

  /** The elements of a window; padding that is asked for counts as zeros where wanted. */
  private static List<Double> window(Case c, Tensor input, int[] out, boolean pads) {
    List<Double> cells = new ArrayList<>();
    for (int ky = 0; ky < c.kernel()[0]; ky++) {
      for (int kx = 0; kx < c.kernel()[1]; kx++) {
        int y = out[2] * c.stride()[0] - c.pads()[0] + ky;
        int x = out[3] * c.stride()[1] - c.pads()[1] + kx;
        if (y >= 0 && y < c.height() && x >= 0 && x < c.width()) {
          cells.add(Grid.at(input, out[0], out[1], y, x));
        } else if (pads && y < c.height() + c.pads()[2] && x < c.width() + c.pads()[3]) {
          cells.add(0.0);
        }
      }
    }
    return cells;
  }

  private interface Summary {
    double of(List<Double> cells);
  }

  private static void assertPool(Case c, Tensor ours, boolean pads, Summary summary) {
    Tensor input = OneNode.random(2, 3, c.height(), c.width());
    assertThat(ours.shape().sizes()).containsExactly(2, 3, c.positions(0), c.positions(1));
    Grid.forEach(
        ours.shape().sizes(),
        out ->
            assertThat(Grid.at(ours, out))
                .as("%s %s", c, java.util.Arrays.toString(out))
                .isCloseTo(summary.of(window(c, input, out, pads)), within(1e-6)));
  }

  private static double mean(List<Double> cells) {
    return cells.stream().mapToDouble(d -> d).average().orElse(Double.NaN);
  }

  @ParameterizedTest
  @MethodSource("pools")
  void maxPool_anyShape_isTheLargest(Case c) {
    assertPool(
        c,
        node("MaxPool", c).run(),
        false,
        cells -> cells.stream().mapToDouble(d -> d).max().orElse(Double.NEGATIVE_INFINITY));
  }

  @ParameterizedTest
  @MethodSource("pools")
  void averagePool_paddingCounted_isTheMeanWithZeros(Case c) {
    assertPool(
        c, node("AveragePool", c).with("count_include_pad", 1).run(), true, PoolRunsIT::mean);
  }

  @ParameterizedTest
  @MethodSource("pools")
  void averagePool_paddingNotCounted_isTheMeanOfTheInput(Case c) {
    if (c.name().equals("wide padding")) {
      return; // windows without any element have no mean
    }
    assertPool(c, node("AveragePool", c).run(), false, PoolRunsIT::mean);
  }

  @Test
  void maxPool_indices_countFromTheTensorsFirstElement() {
    Tensor input = Tensor.of(new float[] {1, 5, 3, 2, 9, 4, 7, 8}, 1, 2, 2, 2);
    OneNode node = OneNode.of("MaxPool").withList("kernel_shape", 2, 2).outputs(2).input(input);
    Trace rows = node.run(Mode.EVALUATION);
    assertThat(rows.tensor("out0").floats()).containsExactly(5, 9);
    assertThat(rows.tensor("out1").longs()).containsExactly(1, 4);
    Trace columns = node.with("storage_order", 1).run(Mode.EVALUATION);
    assertThat(columns.tensor("out1").longs()).containsExactly(2, 4);
  }

  @Test
  void globalPools_images_reduceHeightAndWidth() {
    Tensor input = Tensor.of(new float[] {1, 2, 3, 6, -1, -2, -3, -6}, 1, 2, 2, 2);
    Tensor mean = OneNode.of("GlobalAveragePool").input(input).run();
    assertThat(mean.shape().sizes()).containsExactly(1, 2, 1, 1);
    assertThat(mean.floats()).containsExactly(3, -3);
    assertThat(OneNode.of("GlobalMaxPool").input(input).run().floats()).containsExactly(6, -1);
  }

  @Test
  void pools_signalsAndVolumes_work() {
    Tensor signal = Tensor.of(new float[] {1, 3, 2, 8}, 1, 1, 4);
    OneNode max = OneNode.of("MaxPool").withList("kernel_shape", 2).withList("strides", 2);
    assertThat(max.input(signal).run().floats()).containsExactly(3, 8);
    Tensor volume = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 1, 1, 2, 2, 2);
    OneNode mean = OneNode.of("AveragePool").withList("kernel_shape", 2, 2, 2);
    assertThat(mean.input(volume).run().floats()).containsExactly(4.5f);
  }
}
