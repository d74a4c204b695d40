package io.vitrine.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "12345678, 12345678",
    "2.302585, 2.303",
    "0.5, 0.5",
    "0.00012345, 0.0001234",
    "0.000012345, 1.234e-5",
    "-3.0e-7, -3e-7",
    "99999.99, 100000",
    "1234567.5, 1.235e6",
    "NaN, NaN",
    "-Infinity, -Inf"
  })
  void of_number_hasFourDigits(double value, String text) {
    assertThat(NumberText.of(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0.94512, 94.51%", "1, 100.00%", "NaN, NaN"})
  void percent_share_hasTwoDecimals(double share, String text) {
    assertThat(NumberText.percent(share)).isEqualTo(text);
  }
}
