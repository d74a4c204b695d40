package io.vitrine.bench.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SwitchTest {
  @Test
  void isTrueAndFalseInBlocks() {
    Switch recording = new Switch(2);
    StringBuilder states = new StringBuilder();
    for (int step = 0; step < 7; step++) {
      states.append(recording.isOn() ? '1' : '0');
      recording.advance();
    }

    assertThat(states).hasToString("1100110");
  }
}
