package io.vitrine.render.raster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.render.drawing.Box;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RectanglesTest {
  private static final int SIDE = 12;

  /** Black paint on white: how much of each pixel is covered, in 255ths. */
  private static int covered(Surface surface, int x, int y) {
    return 255 - (surface.pixels()[y * SIDE + x] & 0xFF);
  }

  private static double share(double from, double to, int place) {
    return Math.max(0, Math.min(to, place + 1) - Math.max(from, place));
  }

  private static double area(Box box, int x, int y) {
    return share(box.x(), box.right(), x) * share(box.y(), box.bottom(), y);
  }

  @Test
  void fill_anyPlace_coversTheAreaOfEachPixel() {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      double x = random.nextDouble() * 14 - 2;
      double y = random.nextDouble() * 14 - 2;
      Box box = new Box(x, y, random.nextDouble() * 9, random.nextDouble() * 9);
      Surface surface = Surface.of(SIDE, SIDE, 0xFFFFFF);
      Rectangles.fill(surface, box, 0, 255);
      for (int at = 0; at < SIDE * SIDE; at++) {
        long wanted = Math.round(255 * area(box, at % SIDE, at / SIDE));
        assertThat((long) covered(surface, at % SIDE, at / SIDE)).as("%s", box).isEqualTo(wanted);
      }
    }
  }

  @Test
  void frame_anyPlace_coversOuterLessInner() {
    Random random = new Random(4);
    for (int i = 0; i < 200; i++) {
      double width = random.nextDouble() * 3 + 0.1;
      double x = random.nextDouble() * 10;
      double y = random.nextDouble() * 10;
      Box box = new Box(x, y, random.nextDouble() * 9 + width, random.nextDouble() * 9 + width);
      Surface surface = Surface.of(SIDE, SIDE, 0xFFFFFF);
      Rectangles.frame(surface, box, width, 0, 255);
      Box outer = box.grown(width / 2);
      Box inner = box.grown(-width / 2);
      for (int at = 0; at < SIDE * SIDE; at++) {
        double wanted = area(outer, at % SIDE, at / SIDE) - area(inner, at % SIDE, at / SIDE);
        assertThat((double) covered(surface, at % SIDE, at / SIDE))
            .as("%s of %s", box, width)
            .isBetween(255 * wanted - 0.51, 255 * wanted + 0.51);
      }
    }
  }

  @Test
  void frame_widerThanItsBox_isFull() {
    Surface surface = Surface.of(SIDE, SIDE, 0xFFFFFF);
    Rectangles.frame(surface, new Box(4, 4, 2, 2), 4, 0, 255);
    assertThat(covered(surface, 5, 5)).isEqualTo(255);
    assertThat(covered(surface, 2, 2)).isEqualTo(255);
    assertThat(covered(surface, 1, 5)).isZero();
  }

  @Test
  void fill_clippedBand_paintsNothingElse() {
    Surface surface = Surface.of(SIDE, 4, 0xFFFFFF);
    surface.moveTo(4);
    surface.clip(new Window(2, 5, 6, 7));
    Rectangles.fill(surface, new Box(0, 0, SIDE, SIDE), 0x336699, 255);
    for (int at = 0; at < 4 * SIDE; at++) {
      int x = at % SIDE;
      int y = 4 + at / SIDE;
      boolean inside = x >= 2 && x < 6 && y >= 5 && y < 7;
      assertThat(surface.pixels()[at]).isEqualTo(inside ? 0x336699 : 0xFFFFFF);
    }
  }
}
