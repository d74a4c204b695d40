package io.vitrine.figure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PixelsTest {
  @Test
  void painted_byAPainter_equalsTheSamePixelsGiven() {
    Pixels painted = Pixels.painted(2, 1, argb -> argb[1] = 0xFF112233);

    assertThat(painted).isEqualTo(Pixels.of(2, 1, 0, 0xFF112233));
  }

  @Test
  void isOpaque_onePixelThatIsNot_isFalse() {
    assertThat(Pixels.of(2, 1, 0xFF000000, 0xFEFFFFFF).isOpaque()).isFalse();
    assertThat(Pixels.of(2, 1, 0xFF000000, 0xFFFFFFFF).isOpaque()).isTrue();
  }
}
