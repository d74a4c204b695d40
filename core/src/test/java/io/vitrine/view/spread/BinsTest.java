package io.vitrine.view.spread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.run.Histogram;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BinsTest {
  @Test
  void shares_ofAnyHistogram_sumTo100() {
    Random random = new Random(5);
    Histogram narrow = Histogram.of(random.doubles(1000, -0.1, 0.2).toArray());
    Histogram wide = Histogram.of(random.doubles(1000, -3, 5).toArray());
    Bins bins = Bins.over(List.of(narrow, wide));

    for (Histogram histogram : List.of(narrow, wide)) {
      double[] shares = bins.shares(histogram).toArray();
      double sum = 0;
      for (int i = 0; i + 1 < shares.length; i++) {
        sum += shares[i];
      }
      assertThat(sum).isCloseTo(100, within(1e-9));
    }
    assertThat(bins.from()).isEqualTo(wide.min());
    assertThat(bins.to()).isEqualTo(wide.max());
  }

  @Test
  void shares_ofTheSameBuckets_areTheirCounts() {
    Histogram histogram = Histogram.of(0.0, 0.0, 0.0, 30.0);
    double[] shares = Bins.over(List.of(histogram)).shares(histogram).toArray();

    assertThat(shares[0]).isCloseTo(75, within(1e-9));
    assertThat(shares[29]).isCloseTo(25, within(1e-9));
    assertThat(shares[30]).isEqualTo(shares[29]);
  }

  @Test
  void shares_ofOneValue_standInOneBin() {
    Histogram ones = Histogram.of(1.0, 1.0, 1.0);
    Bins bins = Bins.over(List.of(ones));

    assertThat(bins.from()).isLessThan(1);
    assertThat(bins.to()).isGreaterThan(1);
    assertThat(bins.shares(ones).stream().max().orElseThrow()).isCloseTo(100, within(1e-9));
  }

  @Test
  void over_lastMuchNarrower_showsItsShape() {
    Random random = new Random(6);
    Histogram early = Histogram.of(random.doubles(10_000, -1, 1).toArray());
    Histogram late = Histogram.of(random.doubles(10_000, -0.01, 0.01).toArray());
    Bins bins = Bins.over(List.of(early, late));

    assertThat(bins.from()).isCloseTo(-0.04, within(0.002));
    assertThat(bins.to()).isCloseTo(0.04, within(0.002));
    assertThat(bins.beyond(late)).isCloseTo(0, within(1e-9));
    assertThat(bins.beyond(early)).isCloseTo(0.96, within(0.01));
    assertThat(bins.shares(late).stream().filter(share -> share > 5).count()).isGreaterThan(6);
  }

  @Test
  void over_aFewStrays_leavesThemOut() {
    double[] values = new Random(7).doubles(10_000, -1, 1).toArray();
    values[0] = 100;
    Histogram histogram = Histogram.of(values);
    Bins bins = Bins.over(List.of(histogram));

    assertThat(bins.to()).isLessThan(5);
    assertThat(bins.beyond(histogram)).isGreaterThan(0).isLessThan(0.3);
  }

  @Test
  void shares_ofNoFiniteValue_areZero() {
    Histogram nothing = Histogram.of(Double.NaN);

    assertThat(Bins.over(List.of(nothing)).shares(nothing).stream()).containsOnly(0.0);
  }
}
