package io.vitrine.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticsTest {
  private static Statistics of(double... values) {
    return Statistics.of(Values.of(values), 4);
  }

  @Test
  void of_smallNumbers_areExact() {
    Statistics found = of(0, 1, 2, 3, 4, -0.0);

    assertThat(found.count()).isEqualTo(6);
    assertThat(found.zeros()).isEqualTo(2);
    assertThat(found.min()).isZero();
    assertThat(found.max()).isEqualTo(4);
    assertThat(found.mean()).isCloseTo(10 / 6.0, within(1e-15));
    assertThat(found.standardDeviation())
        .isCloseTo(Math.sqrt(30 / 6.0 - 100 / 36.0), within(1e-15));
    assertThat(found.edges()).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
    assertThat(found.buckets()).containsExactly(2L, 1L, 1L, 2L);
  }

  @Test
  void of_nonFinite_countsThemApart() {
    Statistics found =
        of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1, 3, Double.NaN);

    assertThat(found.nans()).isEqualTo(2);
    assertThat(found.positiveInfinities()).isEqualTo(1);
    assertThat(found.negativeInfinities()).isEqualTo(1);
    assertThat(found.finite()).isEqualTo(2);
    assertThat(found.mean()).isEqualTo(2);
    assertThat(found.standardDeviation()).isEqualTo(1);
    assertThat(found.buckets()).containsExactly(1L, 0L, 0L, 1L);
  }

  @Test
  void of_nothingFinite_hasNoBuckets() {
    for (Statistics found : List.of(of(), of(Double.NaN))) {
      assertThat(found.mean()).isNaN();
      assertThat(found.min()).isNaN();
      assertThat(found.standardDeviation()).isNaN();
      assertThat(found.edges()).isEmpty();
      assertThat(found.buckets()).isEmpty();
    }
  }

  /** A sum of squares less the square of the mean would have no digit left. */
  @Test
  void of_narrowSpreadFarFromZero_keepsTheDeviation() {
    double[] values = new double[100_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = 1e9 + (i % 2 == 0 ? 0.25 : -0.25);
    }

    Statistics found = Statistics.of(Values.of(values), 30);

    assertThat(found.mean()).isCloseTo(1e9, within(1e-6));
    assertThat(found.standardDeviation()).isCloseTo(0.25, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.MAX_VALUE, 1e-300, 4e-320, 1e200})
  void of_extremeMagnitudes_neitherOverflowNorVanish(double size) {
    Statistics found = of(size, -size, size, -size);

    assertThat(found.mean()).isCloseTo(0, within(size * 1e-12));
    assertThat(found.standardDeviation() / size).isCloseTo(1, within(1e-3));
    assertThat(found.buckets()).containsExactly(2L, 0L, 0L, 2L);
  }

  @Test
  void of_manyBlocks_isWhatOneLoopFinds() {
    Random random = new Random(5);
    float[] values = new float[20_001];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextGaussian() + 3;
      sum += values[i];
    }
    double mean = sum / values.length;
    double squares = 0;
    for (float value : values) {
      squares += (value - mean) * (value - mean);
    }

    Statistics found = Statistics.of(Values.of(Tensor.of(values, 20_001)), 30);

    assertThat(found.mean()).isCloseTo(mean, within(1e-12));
    assertThat(found.standardDeviation())
        .isCloseTo(Math.sqrt(squares / values.length), within(1e-12));
    assertThat(found.buckets().stream().mapToLong(Long::longValue).sum()).isEqualTo(20_001);
  }

  @Test
  void of_everyElementType_readsWhatDoubleAtGives() {
    byte[] bytes = new byte[1 << 12];
    new Random(7).nextBytes(bytes);
    for (int number = 1; number <= 26; number++) {
      ElementType type = ElementType.of(number);
      if (type.bits() == 0 || type.name().startsWith("complex")) {
        continue;
      }
      int count = bytes.length * 8 / type.bits();
      Tensor tensor = Tensor.of(type, Shape.of(count), ByteBuffer.wrap(bytes));
      double[] block = new double[100];
      tensor.doubles(33, block, 100);
      for (int i = 0; i < 100; i++) {
        assertThat(Double.valueOf(block[i])).isEqualTo(Double.valueOf(tensor.doubleAt(33 + i)));
      }
    }
  }

  @Test
  void ofComplex_measuresBothParts() {
    ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(1).putFloat(-2).putFloat(3).putFloat(-6).flip();
    Tensor tensor = Tensor.of(ElementType.COMPLEX64, Shape.of(2), bytes);

    assertThat(Statistics.of(Values.ofReal(tensor), 2).mean()).isEqualTo(2);
    assertThat(Statistics.of(Values.ofImaginary(tensor), 2).mean()).isEqualTo(-4);
    assertThatThrownBy(() -> Values.ofReal(Tensor.of(new float[1], 1)))
        .hasMessageContaining("expected complex numbers, found float32");
  }

  @Test
  void of_noBuckets_isRefused() {
    assertThatThrownBy(() -> Statistics.of(Values.of(1.0), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
