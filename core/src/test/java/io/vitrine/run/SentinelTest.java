package io.vitrine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class SentinelTest {
  @Test
  void check_firstNonFinite_isToldOnceAndAtOnce() {
    Sentinel sentinel = new Sentinel();
    assertThat(sentinel.check(1, "layer1.0.weight", 0.5)).isEmpty();
    assertThat(sentinel.check(2, "fc.6.weight", Double.NaN))
        .contains(new Sentinel.Finding("fc.6.weight", 2, Double.NaN));
    assertThat(sentinel.check(2, "fc.3.weight", Double.POSITIVE_INFINITY)).isEmpty();
    assertThat(sentinel.check(3, "fc.6.weight", Double.NaN)).isEmpty();
    assertThat(sentinel.first().orElseThrow().step()).isEqualTo(2);
    assertThat(sentinel.findings().keySet()).containsExactly("fc.6.weight", "fc.3.weight");
  }

  @Test
  void check_elements_findsOneAmongMany() {
    for (int at : new int[] {0, 1023, 1024, 4999}) {
      for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY}) {
        Sentinel sentinel = new Sentinel();
        float[] values = new float[5000];
        assertThat(sentinel.check(1, "x", FloatBuffer.wrap(values))).isEmpty();
        values[at] = bad;
        FloatBuffer buffer = FloatBuffer.wrap(values);
        assertThat(sentinel.check(2, "x", buffer)).contains(new Sentinel.Finding("x", 2, bad));
        assertThat(buffer.position()).isZero();
      }
    }
  }

  @Test
  void check_largestFloats_areFinite() {
    Sentinel sentinel = new Sentinel();
    float[] values = {Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, -0f};
    assertThat(sentinel.check(1, "x", FloatBuffer.wrap(values))).isEmpty();
    assertThat(sentinel.first()).isEmpty();
  }

  @Test
  void finding_finite_isRefused() {
    assertThatThrownBy(() -> new Sentinel.Finding("x", 1, 2))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
