package io.vitrine.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
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

  @Test
  void of_anyNumber_isItsExactValueRoundedHalfEven() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      double value = (random.nextInt(20_000) - 10_000 + random.nextInt(3) / 2.0 + 0.25);
      value *= Math.pow(10, random.nextInt(40) - 20);
      value += i % 3 == 0 ? Math.ulp(value) : 0;
      BigDecimal wanted = new BigDecimal(value).round(new MathContext(4, RoundingMode.HALF_EVEN));
      boolean isWhole = value == Math.rint(value) && Math.abs(value) < 1e9;
      assertThat(new BigDecimal(NumberText.of(value)))
          .isEqualByComparingTo(isWhole ? new BigDecimal(value) : wanted);
    }
  }

  @ParameterizedTest
  @CsvSource({"0.94512, 94.51%", "1, 100.00%", "NaN, NaN"})
  void percent_share_hasTwoDecimals(double share, String text) {
    assertThat(NumberText.percent(share)).isEqualTo(text);
  }
}
