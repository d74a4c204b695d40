package io.vitrine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramTest {
  @Test
  void of_values_countsEachInItsBucket() {
    float[] values = new float[10_007];
    Random random = new Random(3);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    Histogram histogram = Histogram.of(values);
    assertThat(histogram.counts()).hasSize(30);
    assertThat(histogram.finite()).isEqualTo(values.length);
    assertThat(histogram.edges().get(0)).isEqualTo(histogram.min());
    assertThat(histogram.edges().get(30)).isEqualTo(histogram.max());
    for (int bucket = 0; bucket < 30; bucket++) {
      double left = histogram.edges().get(bucket);
      double right = histogram.edges().get(bucket + 1);
      int expected = 0;
      for (float value : values) {
        boolean inside = value >= left && (bucket == 29 ? value <= right : value < right);
        expected += inside ? 1 : 0;
      }
      assertThat(histogram.counts().get(bucket)).isCloseTo(expected, within(1.0));
    }
  }

  @Test
  void of_nonFinite_areCountedApart() {
    Histogram histogram =
        Histogram.of(1, Float.NaN, 2, Float.POSITIVE_INFINITY, 4, Float.NEGATIVE_INFINITY);
    assertThat(histogram.min()).isEqualTo(1);
    assertThat(histogram.max()).isEqualTo(4);
    assertThat(histogram.sum()).isEqualTo(7);
    assertThat(histogram.sumOfSquares()).isEqualTo(21);
    assertThat(histogram.nans()).isEqualTo(1);
    assertThat(histogram.infinities()).isEqualTo(2);
    assertThat(histogram.finite()).isEqualTo(3);
    assertThat(histogram.total()).isEqualTo(6);
    assertThat(histogram.mean()).isCloseTo(7 / 3.0, within(1e-15));
    assertThat(histogram.standardDeviation()).isCloseTo(Math.sqrt(7 - 49 / 9.0), within(1e-12));
  }

  @Test
  void of_nothingFinite_hasNoBuckets() {
    for (Histogram histogram : List.of(Histogram.of(new double[0]), Histogram.of(Double.NaN))) {
      assertThat(histogram.counts()).isEmpty();
      assertThat(histogram.min()).isNaN();
      assertThat(histogram.quantile(0.5)).isNaN();
    }
  }

  @Test
  void of_oneValue_standsInsideARange() {
    for (double value : new double[] {0, -3, 1e20, 1e300}) {
      Histogram histogram = Histogram.of(new double[] {value, value});
      assertThat(histogram.finite()).isEqualTo(2);
      assertThat(histogram.edges().get(0)).isLessThan(value);
      assertThat(histogram.edges().get(30)).isGreaterThan(value);
    }
  }

  @Test
  void of_extremeDoubles_doesNotOverflow() {
    Histogram histogram = Histogram.of(-Double.MAX_VALUE, 0, Double.MAX_VALUE);
    assertThat(histogram.counts().get(0)).isEqualTo(1);
    assertThat(histogram.counts().get(15)).isEqualTo(1);
    assertThat(histogram.counts().get(29)).isEqualTo(1);
  }

  @Test
  void of_subnormalRange_losesNothing() {
    Histogram histogram = Histogram.of(new double[] {0, Double.MIN_VALUE});
    assertThat(histogram.finite()).isEqualTo(2);
  }

  @Test
  void of_buffer_equalsArrayAndKeepsPosition() {
    float[] values = {9, 1, 2, 3};
    FloatBuffer buffer = FloatBuffer.wrap(values).position(1);
    assertThat(Histogram.of(buffer)).isEqualTo(Histogram.of(new float[] {1, 2, 3}));
    assertThat(buffer.position()).isEqualTo(1);
  }

  @Test
  void quantile_evenSpread_isLinear() {
    double[] values = new double[3001];
    for (int i = 0; i < values.length; i++) {
      values[i] = i / 3000.0;
    }
    Histogram histogram = Histogram.of(values);
    for (double share : new double[] {0, 0.0668, 0.5, 0.9332, 1}) {
      assertThat(histogram.quantile(share)).isCloseTo(share, within(1e-3));
    }
    assertThat(histogram.quantile(0)).isEqualTo(0);
    assertThat(histogram.quantile(1)).isEqualTo(1);
    assertThatThrownBy(() -> histogram.quantile(1.1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void constructor_wrongParts_areRefused() {
    assertThatThrownBy(() -> histogram(List.of(0.0, 1.0), List.of(1.0, 2.0)))
        .hasMessageContaining("2 buckets have 3 edges");
    assertThatThrownBy(() -> histogram(List.of(1.0, 0.0), List.of(1.0)))
        .hasMessageContaining("found 1.0 before 0.0");
    assertThatThrownBy(() -> histogram(List.of(0.0, 1.0), List.of(-1.0)))
        .hasMessageContaining("0 or more");
  }

  private static Histogram histogram(List<Double> edges, List<Double> counts) {
    return new Histogram(edges, counts, 0, 1, 1, 1, 0, 0);
  }
}
