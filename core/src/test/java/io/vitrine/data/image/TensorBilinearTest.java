package io.vitrine.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TensorBilinearTest {
  private static final Offset<Float> CLOSE = within(1e-6f);

  @Test
  void resize_twoToFour_mixesQuarters() {
    float[] result = TensorBilinear.of(new ImageSize(1, 1, 2), 1, 4).resize(new float[] {0, 1});

    assertThat(result).containsExactly(new float[] {0, 0.25f, 0.75f, 1}, CLOSE);
  }

  @Test
  void resize_toQuarter_readsOnlyTheTwoMiddlePixels() {
    float[] row = {9, 1, 3, 9};

    float[] result = TensorBilinear.of(new ImageSize(1, 1, 4), 1, 1).resize(row);

    assertThat(result).containsExactly(new float[] {2}, CLOSE);
  }

  @Test
  void resize_plane_isExactInside() {
    float[] plane = new float[2 * 6 * 5];
    for (int i = 0; i < plane.length; i++) {
      plane[i] = 100 * (i / 30) + 10 * (i % 30 / 5) + i % 5;
    }

    float[] result = TensorBilinear.of(new ImageSize(2, 6, 5), 9, 8).resize(plane);

    for (int c = 0; c < 2; c++) {
      for (int y = 1; y < 8; y++) {
        for (int x = 1; x < 7; x++) {
          double expected = 100 * c + 10 * ((y + 0.5) * 6 / 9 - 0.5) + ((x + 0.5) * 5 / 8 - 0.5);
          assertThat(result[(c * 9 + y) * 8 + x]).isCloseTo((float) expected, within(1e-4f));
        }
      }
    }
  }

  @Test
  void resize_toSameSize_changesNothing() {
    float[] image = {1, 2, 3, 4, 5, 6};

    assertThat(TensorBilinear.of(new ImageSize(1, 2, 3), 2, 3).resize(image)).isEqualTo(image);
  }
}
