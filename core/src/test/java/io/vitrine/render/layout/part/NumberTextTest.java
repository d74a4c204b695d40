package io.vitrine.render.layout.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0; 0",
        "0.30000000000000004; 0.3",
        "-2.5; −2.5",
        "0.0012345; 0.001234",
        "0.00012345; 1.234×10⁻⁴",
        "1234.56; 1235",
        "123456; 123,500",
        "312412672; 3.124×10⁸",
        "1e-30; 1×10⁻³⁰",
        "NaN; NaN",
        "-Infinity; −∞",
      })
  void of_number_isShort(double value, String text) {
    assertThat(NumberText.of(value)).isEqualTo(text);
  }
}
