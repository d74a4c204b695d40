package io.vitrine.figure.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.figure.Grid;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColorScaleTest {
  @Test
  void diverging_zero_isTheMiddle() {
    ColorScale scale = Grid.divergingScale(List.of(Grid.of(1, 3, -0.2f, 0.5f, Float.NaN)));
    assertThat(scale.max()).isEqualTo(0.5);
    assertThat(scale.position(0)).isEqualTo(0.5);
    assertThat(scale.rgb(0)).isEqualTo(0xF6F6F6);
  }

  @Test
  void log_ratios_haveEqualSteps() {
    ColorScale scale = ColorScale.log(1e-6, 1e-2);
    assertThat(scale.position(1e-4)).isCloseTo(0.5, within(1e-12));
    assertThat(scale.rgb(0)).isEqualTo(ColorScale.ZERO_RGB);
    assertThat(scale.rgb(-1)).isEqualTo(ColorScale.ZERO_RGB);
  }

  @Test
  void log_amongGreys_showsNothingAsWhiteAndMoreAsDarker() {
    ColorScale scale = ColorScale.log(1, 100).with(ColorMap.INK);
    assertThat(scale.rgb(0)).isEqualTo(0xFFFFFF);
    assertThat(scale.rgb(1)).isEqualTo(0xE6E6E6).isGreaterThan(scale.rgb(10));
    assertThat(scale.rgb(10)).isGreaterThan(scale.rgb(100));
  }

  @Test
  void rgb_unusualNumbers_haveColorsOfTheirOwn() {
    ColorScale scale = ColorScale.sequential(0, 1);
    assertThat(scale.rgb(Double.NaN)).isEqualTo(ColorScale.NAN_RGB);
    assertThat(scale.rgb(Double.NEGATIVE_INFINITY)).isEqualTo(ColorScale.INFINITE_RGB);
  }

  @Test
  void sequential_oneNumber_isSpread() {
    ColorScale scale = ColorScale.sequential(3, 3);
    assertThat(scale.position(3)).isEqualTo(0.5);
    assertThat(Grid.sequentialScale(List.of(Grid.of(1, 1, Float.NaN))).min()).isEqualTo(0);
  }

  @Test
  void log_fromZero_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ColorScale.log(0, 1))
        .withMessageContaining("above 0");
  }
}
