package io.vitrine.cli.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.engine.EngineOptions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LimitOptionsTest {
  @Test
  void duration_ofANumberWithAUnit_isThatTime() {
    assertThat(LimitOptions.duration("30")).isEqualTo(Duration.ofSeconds(30));
    assertThat(LimitOptions.duration("1.5s")).isEqualTo(Duration.ofMillis(1500));
    assertThat(LimitOptions.duration(" 5M ")).isEqualTo(Duration.ofMinutes(5));
    assertThat(LimitOptions.duration("2h")).isEqualTo(Duration.ofHours(2));
    assertThat(LimitOptions.duration("999999h")).isGreaterThan(Duration.ofDays(10_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "0s", "-3s", "5 minutes", "1d", "NaN"})
  void duration_ofAnythingElse_saysWhatIsExpected(String text) {
    assertThatThrownBy(() -> LimitOptions.duration(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("--time-limit: expected a time such as 30s, 5m or 2h")
        .hasMessageContaining("'" + text + "'");
  }

  @Test
  void bytes_ofASize_countsInPowersOf1024() {
    assertThat(LimitOptions.bytes("8G")).isEqualTo(8L << 30);
    assertThat(LimitOptions.bytes("500mb")).isEqualTo(500L << 20);
  }

  @ParameterizedTest
  @CsvSource({"--loop-limit, -1", "--work-limit, -0.5", "--work-limit, NaN"})
  void on_aNegativeNumber_namesTheOption(String option, String number) {
    LimitOptions given = new LimitOptions();
    new CommandLine(given).parseArgs(option, number);

    assertThatThrownBy(() -> given.on(EngineOptions.defaults()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(option + ": expected 0 or more, found " + number);
  }
}
