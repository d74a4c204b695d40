package io.vitrine.data.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.data.Preprocessing;
import io.vitrine.data.image.ImageSize;
import io.vitrine.data.image.Picture;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PreparationTest {
  private static Preparation preparation(Layout layout) {
    ImageInput input = new ImageInput(3, Optional.of(new Extent(32, 32)), layout);
    ImageRecipe recipe =
        Preset.IMAGENET
            .recipe(input)
            .in(ChannelOrder.BGR)
            .over(255)
            .normalised(new Preprocessing(List.of(103f, 116f, 123f), List.of(58f, 57f, 57.5f)));
    return new Preparation(recipe, input);
  }

  @Test
  void of_whatWasWritten_isTheSame() {
    Preparation written = preparation(Layout.NCHW);

    assertThat(Preparation.of(written.toMap(), Zoo.vgg16(3, 32, 32, 10))).contains(written);
  }

  @Test
  void of_factsOfAnOlderRun_isNone() {
    assertThat(Preparation.of(Map.of("sample", "sample digit"), Zoo.vgg16(1, 32, 32, 10)))
        .isEmpty();
  }

  @Test
  void toMap_everyStep_isWrittenAsTheOptionsAre() {
    assertThat(preparation(Layout.NHWC).toMap())
        .containsEntry("resize", "37")
        .containsEntry("crop", "32x32")
        .containsEntry("layout", "NHWC")
        .containsEntry("channel_order", "BGR")
        .containsEntry("pixel_range", "255.0")
        .containsEntry("mean", "103.0,116.0,123.0");
  }

  @Test
  void levels_ofATensor_arePixelsAgain() {
    byte[] pixels = new byte[] {10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120};
    Picture picture = Picture.of(new ImageSize(3, 2, 2), pixels);
    for (Layout layout : Layout.values()) {
      ImageInput open = new ImageInput(3, Optional.empty(), layout);
      Preparation preparation = new Preparation(preparation(layout).recipe(), open);
      float[] levels = preparation.levels(preparation.recipe().tensor(picture, open));
      float[] expected = new float[pixels.length];
      for (int i = 0; i < expected.length; i++) {
        expected[i] = pixels[i] / 255f;
      }
      assertThat(levels).containsExactly(expected, within(1e-6f));
    }
  }
}
