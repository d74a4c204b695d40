package io.vitrine.figure.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ColorMapTest {
  /** CIE lightness, 0 to 100, of an sRGB color (IEC 61966-2-1, CIE 15). */
  private static double lightness(int rgb) {
    double y = 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    return y > 0.008856 ? 116 * Math.cbrt(y) - 16 : 903.3 * y;
  }

  private static double linear(int channel) {
    double c = (channel & 0xFF) / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  /**
   * Viridis is even in CAM02-UCS; CIE lightness departs from a straight line by a little over 2.
   */
  @Test
  void viridis_lightness_risesEvenly() {
    double from = lightness(ColorMap.VIRIDIS.rgb(0));
    double to = lightness(ColorMap.VIRIDIS.rgb(1));
    for (int i = 0; i <= 100; i++) {
      double expected = from + (to - from) * i / 100;
      assertThat(lightness(ColorMap.VIRIDIS.rgb(i / 100.0)))
          .as("%d %%", i)
          .isCloseTo(expected, within(2.5));
    }
  }

  @Test
  void viridis_ends_arePublishedColors() {
    assertThat(ColorMap.VIRIDIS.rgb(0)).isEqualTo(0x440154);
    assertThat(ColorMap.VIRIDIS.rgb(1)).isEqualTo(0xFDE725);
  }

  @Test
  void blueRed_lightness_isSymmetricAndEven() {
    for (int i = 0; i <= 50; i++) {
      double blue = lightness(ColorMap.BLUE_RED.rgb(0.5 - i / 100.0));
      double red = lightness(ColorMap.BLUE_RED.rgb(0.5 + i / 100.0));
      assertThat(red).isCloseTo(blue, within(1.0));
      assertThat(blue).isCloseTo(97 - 65 * i / 50.0, within(1.5));
    }
  }

  @Test
  void rgb_beyondTheEnds_isClamped() {
    assertThat(ColorMap.GRAY.rgb(-3)).isEqualTo(0);
    assertThat(ColorMap.GRAY.rgb(7)).isEqualTo(0xFFFFFF);
    assertThat(ColorMap.GRAY.rgb(0.5)).isEqualTo(0x808080);
  }
}
