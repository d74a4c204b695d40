package io.vitrine.render.raster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.render.drawing.Outline;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StampsTest {
  private static final int SIDE = 30;
  private static final Outline SHAPE = Outline.polygon(0, 0, 0.6, 0.1, 0.9, 1, 0.2, 0.7);

  private final Stamps stamps = new Stamps();

  private static double[] map(double size, double x, double y) {
    return new double[] {size, 0, 0, -size, x, y};
  }

  private int[] stamped(double... map) {
    Surface surface = Surface.of(SIDE, SIDE, 0xFFFFFF);
    stamps.fill(surface, SHAPE, map, 0x202020);
    return surface.pixels();
  }

  private static int[] directly(double... map) {
    Surface surface = Surface.of(SIDE, SIDE, 0xFFFFFF);
    new Coverage().of(SHAPE.mapped(map)).paint(surface, 0, 0, 0x202020);
    return surface.pixels();
  }

  private static int furthest(int[] a, int[] b) {
    int most = 0;
    for (int i = 0; i < a.length; i++) {
      most = Math.max(most, Math.abs((a[i] & 0xFF) - (b[i] & 0xFF)));
    }
    return most;
  }

  @Test
  void fill_placesOf64ths_equalsTheOutlineThere() {
    for (int i = 0; i < 64; i++) {
      double[] map = map(20, 3 + i / 64.0, 25 - i / 32.0);
      assertThat(stamped(map)).isEqualTo(directly(map));
    }
  }

  @Test
  void fill_anyPlace_isWithinA128thOfAPixel() {
    for (int i = 0; i < 50; i++) {
      double[] map = map(20, 3 + i * 0.0731, 25 - i * 0.0377);
      assertThat(furthest(stamped(map), directly(map))).isLessThanOrEqualTo(5);
    }
  }

  @Test
  void fill_sameStampElsewhere_isTheSameMoved() {
    int[] here = stamped(map(10, 2.25, 12.5));
    int[] there = stamped(map(10, 7.25, 15.5));

    int moved = 3 * SIDE + 5;
    assertThat(Arrays.copyOfRange(there, moved, SIDE * SIDE))
        .isEqualTo(Arrays.copyOf(here, SIDE * SIDE - moved));
  }

  @Test
  void fill_otherSizeAtTheSamePlace_isNotConfused() {
    stamped(map(10, 2.25, 12.5));

    assertThat(stamped(map(12, 2.25, 12.5))).isEqualTo(directly(map(12, 2.25, 12.5)));
  }

  @Test
  void fill_beyondTheSurface_isCutOff() {
    assertThat(stamped(map(20, -10, 10))).isEqualTo(directly(map(20, -10, 10)));
    assertThat(stamped(map(20, -100, 100))).containsOnly(0xFFFFFF);
  }

  @Test
  void fill_emptyOutline_paintsNothing() {
    Surface surface = Surface.of(SIDE, SIDE, 0xFFFFFF);
    stamps.fill(surface, Outline.builder().build(), map(20, 3, 3), 0);
    assertThat(surface.pixels()).containsOnly(0xFFFFFF);
  }
}
