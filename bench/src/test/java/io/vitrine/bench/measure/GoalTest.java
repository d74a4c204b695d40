package io.vitrine.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoalTest {
  @Test
  void isReachedBy_includesTheBound() {
    assertThat(Goal.valueAtMost(0.5).isReachedBy(0.5)).isTrue();
    assertThat(Goal.valueAtMost(0.5).isReachedBy(0.51)).isFalse();
    assertThat(Goal.ratioAtLeast(2.8).isReachedBy(2.8)).isTrue();
    assertThat(Goal.ratioAtLeast(2.8).isReachedBy(2.79)).isFalse();
  }

  @Test
  void text_namesTheUnitOrTimes() {
    assertThat(Goal.valueAtMost(0.5).text("s")).isEqualTo("at most 0.5 s");
    assertThat(Goal.ratioAtMost(3).text("ms")).isEqualTo("at most 3 x");
    assertThat(Goal.ratioAtLeast(2.8).text("images/s")).isEqualTo("at least 2.8 x");
  }
}
