package io.vitrine.render.raster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.Pixels;
import io.vitrine.render.drawing.Box;
import org.junit.jupiter.api.Test;

class StretchTest {
  private static final Pixels PICTURE =
      Pixels.of(2, 2, 0xFF112233, 0x00FFFFFF, 0x80FFFFFF, 0xFFAABBCC);

  @Test
  void paint_wholeFactor_makesEachPixelARectangle() {
    Surface surface = Surface.of(8, 8, 0);
    Stretch.paint(surface, PICTURE, new Box(1, 1, 6, 6));
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        boolean inside = x >= 1 && x < 7 && y >= 1 && y < 7;
        int upper = x < 4 ? 0x112233 : 0;
        int lower = x < 4 ? 0x808080 : 0xAABBCC;
        assertThat(surface.pixels()[y * 8 + x])
            .as("%d, %d", x, y)
            .isEqualTo(inside ? y < 4 ? upper : lower : 0);
      }
    }
  }

  @Test
  void paint_shrunk_takesWhatLiesUnderCenters() {
    int[] argb = new int[9 * 3];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xFF000000 | i;
    }
    Surface surface = Surface.of(3, 1, 0xFFFFFF);
    Stretch.paint(surface, Pixels.of(9, 3, argb), new Box(0, 0, 3, 1));
    assertThat(surface.pixels()).containsExactly(10, 13, 16);
  }

  @Test
  void paint_bandOfIt_equalsTheWhole() {
    Surface whole = Surface.of(9, 9, 0x445566);
    Stretch.paint(whole, PICTURE, new Box(0.4, 0.7, 8.1, 7.9));
    Surface band = Surface.of(9, 3, 0x445566);
    for (int top = 0; top < 9; top += 3) {
      band.moveTo(top);
      Stretch.paint(band, PICTURE, new Box(0.4, 0.7, 8.1, 7.9));
      int[] rows = java.util.Arrays.copyOfRange(whole.pixels(), top * 9, top * 9 + 27);
      assertThat(band.pixels()).isEqualTo(rows);
    }
  }
}
