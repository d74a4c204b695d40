package io.vitrine.render.raster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SurfaceTest {
  private static final int PAPER = 0xFFEEDD;

  @Test
  void moveTo_paintedBand_isBlankAtItsNewPlace() {
    Surface surface = Surface.of(4, 3, PAPER);
    surface.clip(new Window(1, 1, 2, 2));
    surface.span(1, 1, 2, 0x112233, 255);
    assertThat(surface.pixels()[5]).isEqualTo(0x112233);

    surface.moveTo(3);

    assertThat(surface.pixels()).containsOnly(PAPER);
    assertThat(surface.window()).isEqualTo(new Window(0, 3, 4, 6));
    assertThat(surface.at(2, 4)).isEqualTo(6);
  }

  @Test
  void clip_twice_leavesWhatBothHaveUntilRestored() {
    Surface surface = Surface.of(10, 10, PAPER);
    Window whole = surface.clip(new Window(2, 2, 8, 20));
    Window first = surface.clip(new Window(-3, 5, 4, 9));

    assertThat(surface.window()).isEqualTo(new Window(2, 5, 4, 9));
    surface.restore(first);
    assertThat(surface.window()).isEqualTo(new Window(2, 2, 8, 10));
    surface.restore(whole);
    assertThat(surface.window()).isEqualTo(new Window(0, 0, 10, 10));
  }

  @Test
  void mixed_everyAlphaAndLevel_isTheRoundedMean() {
    for (int alpha = 0; alpha <= 255; alpha++) {
      for (int over = 0; over <= 255; over += 5) {
        long wanted = Math.round((200.0 * (255 - alpha) + (double) over * alpha) / 255);
        int rgb = Surface.mixed(200 * 0x010101, over * 0x010101, alpha);
        assertThat(rgb).isEqualTo((int) wanted * 0x010101);
      }
    }
  }
}
