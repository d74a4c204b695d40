package io.vitrine.view.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.view.diagram.Proportions.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProportionsTest {
  private static final double NEAR = 1e-9;

  /** Of 224 the 56 is a quarter of the side, half of it by its root. */
  @ParameterizedTest
  @CsvSource({"LINEAR, 10", "SQRT, 20", "LOG, 29.859500139"})
  void side_ofAQuarter_isAsItsScaleSays(Scale scale, double length) {
    assertThat(new Proportions(scale, 40, 1).side(56, 224)).isCloseTo(length, within(1e-6));
  }

  @ParameterizedTest
  @EnumSource(Scale.class)
  void side_ofAnySize_isWithinFloorAndCap(Scale scale) {
    Proportions proportions = new Proportions(scale, 40, 2.5);

    for (long size : new long[] {1, 7, 224, 1_000_000}) {
      assertThat(proportions.side(size, 224)).isBetween(2.5, 40.0);
    }
    assertThat(proportions.side(224, 224)).isEqualTo(40);
    assertThat(proportions.side(1_000_000, 224)).isEqualTo(40);
    assertThat(proportions.side(1, 1_000_000)).isCloseTo(2.5, within(2.0));
    assertThat(proportions.side(0, 224)).isEqualTo(20);
  }

  @Test
  void side_tooSmallToBeSeen_isTheFloor() {
    assertThat(new Proportions(Scale.LINEAR, 40, 2.5).side(1, 224)).isEqualTo(2.5);
  }

  @Test
  void width_ofChannels_growsByEqualStepsForEqualRatios() {
    Proportions proportions = Proportions.defaults();
    double three = width(proportions, 3);

    assertThat(width(proportions, 6) - three).isCloseTo(0.36, within(NEAR));
    assertThat(width(proportions, 2048) - width(proportions, 1024)).isCloseTo(0.36, within(NEAR));
    assertThat(width(proportions, 1_000_000_000)).isEqualTo(width(proportions, 1_000_000));
    assertThat(width(proportions, 0)).isEqualTo(1);
  }

  private static double width(Proportions proportions, long channels) {
    return proportions.width(Look.CONVOLUTION, new Extent(Extent.Form.MAP, channels, 7, 7));
  }

  @Test
  void depth_ofAVector_isWithinBounds() {
    Proportions proportions = Proportions.defaults();

    assertThat(proportions.depth(1)).isEqualTo(4);
    assertThat(proportions.depth(100)).isCloseTo(14, within(NEAR));
    assertThat(proportions.depth(1_000_000)).isEqualTo(48);
  }

  @Test
  void proportions_floorAboveTheCap_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Proportions(Scale.SQRT, 40, 41))
        .withMessageContaining("41");
  }
}
