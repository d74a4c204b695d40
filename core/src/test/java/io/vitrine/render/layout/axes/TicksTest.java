package io.vitrine.render.layout.axes;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.Axis.Range;
import io.vitrine.figure.Axis.Scale;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "LINEAR; 0; 1; 5; 0.0 0.2 0.4 0.6 0.8 1.0",
        "LINEAR; 0; 0.3; 3; 0.0 0.1 0.2 0.3",
        "LINEAR; -1; 1; 4; −1.0 −0.5 0.0 0.5 1.0",
        "LINEAR; 93; 99.5; 4; 94 96 98",
        "LINEAR; 0; 2.6e-5; 5; 0 5×10⁻⁶ 1.0×10⁻⁵ 1.5×10⁻⁵ 2.0×10⁻⁵ 2.5×10⁻⁵",
        "LINEAR; 0; 15118538; 3; 0 5M 10M 15M",
        "LINEAR; 0; 2500000; 5; 0 0.5M 1M 1.5M 2M 2.5M",
        "LINEAR; 0; 30000; 3; 0 10,000 20,000 30,000",
        "INTEGER; 1; 3; 10; 1 2 3",
        "INTEGER; 1; 10; 5; 2 4 6 8 10",
        "LOG; 0.01; 10; 4; 0.01 0.1 1 10",
        "LOG; 1e-6; 1e-2; 5; 10⁻⁶ 10⁻⁵ 10⁻⁴ 10⁻³ 10⁻²",
        "LOG; 1e-9; 1; 5; 10⁻⁸ 10⁻⁶ 10⁻⁴ 10⁻² 10⁰",
        "LOG; 1.5; 7; 5; 2 5",
        "LOG; 1.5; 1.9; 4; 1.5 1.6 1.7 1.8 1.9",
      })
  void of_range_labelsRoundPlaces(Scale scale, double from, double to, int wanted, String labels) {
    List<Tick> ticks = Ticks.of(scale, new Range(from, to), wanted);
    assertThat(ticks.stream().filter(Tick::isMajor).map(Tick::label))
        .containsExactly(labels.split(" "));
  }

  @Test
  void of_logRange_hasSmallTicksBetween() {
    List<Tick> ticks = Ticks.of(Scale.LOG, new Range(1, 100), 5);
    assertThat(ticks).hasSize(3 + 2 * 8);
    assertThat(ticks).extracting(Tick::value).contains(2.0, 90.0).doesNotContain(200.0, 0.9);
  }
}
