package io.vitrine.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {
  @Test
  void median_isTheMiddle_orTheMeanOfTheTwoInTheMiddle() {
    assertThat(Measurement.of("s", 3, 1, 2).median()).isEqualTo(2);
    assertThat(Measurement.of("s", 4, 1, 3, 2).median()).isEqualTo(2.5);
    assertThat(Measurement.of("s", 7).median()).isEqualTo(7);
  }

  /** Values of numpy.quantile, whose default is the same definition. */
  @Test
  void quantile_interpolatesAsNumpyDoes() {
    Measurement measured = Measurement.of("s", 10, 20, 40, 80, 160, 320);

    assertThat(measured.quantile(0)).isEqualTo(10);
    assertThat(measured.quantile(0.25)).isEqualTo(25, within(1e-12));
    assertThat(measured.quantile(0.75)).isEqualTo(140, within(1e-12));
    assertThat(measured.quantile(1)).isEqualTo(320);
  }

  @Test
  void quantile_outsideOfAShare_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Measurement.of("s", 1).quantile(1.01));
  }

  @Test
  void values_noneOrNotFinite_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Measurement("s", List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> Measurement.of("s", Double.NaN));
  }

  @Test
  void map_changesValuesAndUnit() {
    assertThat(Measurement.of("s", 0.5, 2).map("ms", s -> 1000 * s))
        .isEqualTo(Measurement.of("ms", 500, 2000));
  }

  @Test
  void text_namesMedianSpreadAndNumber() {
    assertThat(Measurement.of("ms", 305, 310, 300).text()).isEqualTo("305 ms (303 to 308, n = 3)");
    assertThat(Measurement.of("s", 31.52).text()).isEqualTo("31.5 s (once)");
  }

  @Test
  void number_keepsThreeDigits() {
    assertThat(Measurement.number(203.4)).isEqualTo("203");
    assertThat(Measurement.number(31.52)).isEqualTo("31.5");
    assertThat(Measurement.number(4.057)).isEqualTo("4.06");
    assertThat(Measurement.number(0.4321)).isEqualTo("0.432");
    assertThat(Measurement.number(-12.34)).isEqualTo("-12.3");
    assertThat(Measurement.number(0)).isEqualTo("0");
  }
}
