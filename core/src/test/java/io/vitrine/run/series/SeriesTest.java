package io.vitrine.run.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
  private static Series of(double... values) {
    return Series.of(
        LongStream.rangeClosed(1, values.length).toArray(), new double[values.length], values);
  }

  private static double[] noise(int size) {
    return new Random(7).doubles(size, -1, 1).toArray();
  }

  @Test
  void of_arraysChangedLater_staysTheSame() {
    double[] values = {1, 2};
    Series series = of(values);
    values[0] = 9;
    assertThat(series.values().toArray()).containsExactly(1, 2);
  }

  @Test
  void of_stepsNotAscendingOrLengthsDiffering_isRefused() {
    assertThatThrownBy(() -> Series.of(new long[] {1, 1}, new double[2], new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 1 behind 1");
    assertThatThrownBy(() -> Series.of(new long[1], new double[2], new double[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 1, 2 and 2");
  }

  @Test
  void smooth_constant_staysConstantFromTheStart() {
    assertThat(of(3, 3, 3, 3).smooth(0.99).values())
        .allSatisfy(value -> assertThat(value).isCloseTo(3, within(1e-12)));
  }

  @Test
  void smooth_values_followsTheDebiasedAverage() {
    Series smoothed = of(1, 0, 2).smooth(0.5);
    assertThat(smoothed.value(0)).isEqualTo(1);
    assertThat(smoothed.value(1)).isCloseTo(0.25 / 0.75, within(1e-15));
    assertThat(smoothed.value(2)).isCloseTo(1.125 / 0.875, within(1e-15));
  }

  @Test
  void smooth_nonFinite_passesThroughAndDoesNotSpread() {
    Series smoothed = of(1, Double.NaN, Double.POSITIVE_INFINITY, 0).smooth(0.5);
    assertThat(smoothed.value(1)).isNaN();
    assertThat(smoothed.value(2)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(smoothed.value(3)).isCloseTo(0.25 / 0.75, within(1e-15));
  }

  @Test
  void smooth_weightZero_changesNothing() {
    assertThat(of(1, 5, 2).smooth(0).values().toArray()).containsExactly(1, 5, 2);
    assertThatThrownBy(() -> of(1).smooth(1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void downsample_afterSmoothing_keepsPointsOfTheSmoothedCurve() {
    Series smoothed = of(noise(10_000)).smooth(0.9);
    Series drawn = smoothed.downsample(100);
    assertThat(drawn.size()).isBetween(50, 100);
    for (int i = 0; i < drawn.size(); i++) {
      assertThat(drawn.value(i)).isEqualTo(smoothed.value((int) drawn.step(i) - 1));
    }
  }

  @Test
  void downsample_anySize_keepsEndsExtremesAndNonFinite() {
    for (int size : new int[] {8, 9, 50, 51, 1000, 4321}) {
      for (int most : new int[] {7, 8, 30, 49}) {
        double[] values = noise(size);
        values[size / 2] = Double.NaN;
        values[size / 3] = Double.POSITIVE_INFINITY;
        values[size - 2] = Double.NEGATIVE_INFINITY;
        Series drawn = of(values).downsample(most);
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        assertThat(drawn.size()).isLessThanOrEqualTo(most);
        assertThat(drawn.step(0)).isEqualTo(1);
        assertThat(drawn.step(drawn.size() - 1)).isEqualTo(size);
        assertThat(drawn.values().toArray())
            .contains(
                Arrays.stream(finite).max().orElseThrow(),
                Arrays.stream(finite).min().orElseThrow(),
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY);
      }
    }
  }

  @Test
  void downsample_fewPoints_isTheSameSeries() {
    Series series = of(1, 2, 3);
    assertThat(series.downsample(7)).isSameAs(series);
    assertThat(of(noise(20)).downsample(7).complete()).isFalse();
    assertThatThrownBy(() -> series.downsample(6)).isInstanceOf(IllegalArgumentException.class);
  }
}
