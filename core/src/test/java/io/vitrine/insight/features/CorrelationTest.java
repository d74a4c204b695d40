package io.vitrine.insight.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CorrelationTest {
  private static final int SIDE = 32;

  /** A bright square on a dark ground. */
  private static float[] square() {
    float[] image = new float[SIDE * SIDE];
    for (int i = 0; i < image.length; i++) {
      image[i] = isInside(i / SIDE, i % SIDE) ? 1 : -1;
    }
    return image;
  }

  private static boolean isInside(int y, int x) {
    return y >= 8 && y < 24 && x >= 8 && x < 24;
  }

  private static double[] map(int side, java.util.function.IntToDoubleFunction cell) {
    return java.util.stream.IntStream.range(0, side * side).mapToDouble(cell).toArray();
  }

  @Test
  void background_mapIsTheObject_isMinusOne() {
    double[] object = map(SIDE, i -> square()[i]);

    assertThat(Correlation.with(square(), SIDE, SIDE).background(object, SIDE, SIDE))
        .hasValueCloseTo(-1.0, within(1e-12));
  }

  @Test
  void background_halfTheSize_isAveraged() {
    double[] object = map(16, i -> isInside(i / 16 * 2, i % 16 * 2) ? 5 : 3);

    assertThat(Correlation.with(square(), SIDE, SIDE).background(object, 16, 16))
        .hasValueCloseTo(-1.0, within(1e-12));
  }

  @Test
  void outline_mapIsBrightOnTheEdgesOnly_isHigh() {
    double[] frame =
        map(SIDE, i -> isInside(i / SIDE, i % SIDE) != isInside(i / SIDE + 1, i % SIDE) ? 1 : 0);
    Correlation correlation = Correlation.with(square(), SIDE, SIDE);

    assertThat(correlation.outline(frame, SIDE, SIDE).orElseThrow()).isGreaterThan(0.4);
    assertThat(Math.abs(correlation.background(frame, SIDE, SIDE).orElseThrow())).isLessThan(0.15);
  }

  @Test
  void outline_mapOfFewCellsOrOfOneValue_isEmpty() {
    Correlation correlation = Correlation.with(square(), SIDE, SIDE);

    assertThat(correlation.outline(map(7, i -> i), 7, 7)).isEmpty();
    assertThat(correlation.outline(map(8, i -> 2), 8, 8)).isEmpty();
  }

  @Test
  void background_imageOfOneColor_isEmpty() {
    Correlation correlation = Correlation.with(new float[SIDE * SIDE], SIDE, SIDE);

    assertThat(correlation.background(map(SIDE, i -> i), SIDE, SIDE)).isEmpty();
    assertThat(correlation.outline(map(SIDE, i -> i), SIDE, SIDE)).isEmpty();
  }

  @Test
  void pearson_ofALine_isItsDirection() {
    double[] x = {1, 2, 3, 4};
    double[] down = {8, 6, 4, 2};
    double[] bent = {1, 0, 0, 1};

    assertThat(Correlation.pearson(x, down)).hasValueCloseTo(-1.0, within(1e-12));
    assertThat(Correlation.pearson(x, bent)).hasValueCloseTo(0.0, within(1e-12));
  }
}
