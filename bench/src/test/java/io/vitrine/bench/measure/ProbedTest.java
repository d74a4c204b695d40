package io.vitrine.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ProbedTest {
  @Test
  void parse_readsANameAndValuesALine() throws IOException {
    Probed probed = Probed.parse("on 1.5 2.5\noff 1\n");

    assertThat(probed.of("on", "ms")).isEqualTo(Measurement.of("ms", 1.5, 2.5));
    assertThat(probed.of("off", "ms")).isEqualTo(Measurement.of("ms", 1));
  }

  @Test
  void parse_whatIsNoNumber_isAnError() {
    assertThatIOException()
        .isThrownBy(() -> Probed.parse("on fast"))
        .withMessageContaining("'on fast'");
  }

  @Test
  void of_aNameWithoutValues_isAnError() {
    assertThatIOException()
        .isThrownBy(() -> Probed.parse("on").of("on", "ms"))
        .withMessageContaining("no on");
  }
}
