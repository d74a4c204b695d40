package io.vitrine.data.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.data.Preprocessing;
import io.vitrine.data.image.ImageSize;
import io.vitrine.data.image.Picture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageRecipeTest {
  private static final ImageInput OPEN = new ImageInput(3, Optional.empty(), Layout.NCHW);
  private static final Picture COLUMN =
      Picture.of(new ImageSize(3, 2, 1), new byte[] {10, 20, 30, 40, 50, 60});

  private static ImageRecipe recipe() {
    return ImageRecipe.usual(OPEN);
  }

  @Test
  void tensor_blueFirstInBytes_isCaffesInput() {
    ImageRecipe caffe =
        recipe()
            .in(ChannelOrder.BGR)
            .over(255)
            .normalised(new Preprocessing(List.of(103f, 116f, 123f), List.of(1f, 1f, 1f)));

    assertThat(caffe.tensor(COLUMN, OPEN).floats())
        .containsExactly(new float[] {-53, -43, -86, -76, -113, -103}, within(1e-4f));
  }

  @Test
  void tensor_channelsLast_hasThePixelsOneAfterAnother() {
    ImageInput last = new ImageInput(3, Optional.empty(), Layout.NHWC);
    ImageRecipe bytes = recipe().over(255).normalised(Preprocessing.NONE);

    assertThat(bytes.tensor(COLUMN, last).floats())
        .containsExactly(new float[] {10, 30, 50, 20, 40, 60}, within(1e-4f));
  }

  @Test
  void frame_crop_keepsTheMiddle() {
    Picture row = Picture.of(new ImageSize(1, 1, 5), new byte[] {1, 2, 3, 4, 5});
    ImageInput grey = new ImageInput(1, Optional.empty(), Layout.NCHW);

    Picture framed = recipe().cropping(new Extent(1, 2)).frame(row, grey);

    assertThat(framed.values()).containsExactly(3, 4);
  }

  @Test
  void frame_cropLargerThanTheImage_isRefusedWithBothSizes() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> recipe().cropping(Extent.square(3)).frame(COLUMN, OPEN))
        .withMessageContaining("3 x 3")
        .withMessageContaining("2 x 1");
  }

  @Test
  void frame_otherThanTheNetworkTakes_saysWhatToGive() {
    ImageInput square = new ImageInput(3, Optional.of(Extent.square(4)), Layout.NCHW);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> recipe().frame(COLUMN, square))
        .withMessageContaining("takes images of 4 x 4, found 2 x 1")
        .withMessageContaining("--resize 4x4");
  }

  @Test
  void tensor_meansForOtherChannels_areRefused() {
    ImageInput grey = new ImageInput(1, Optional.empty(), Layout.NCHW);
    ImageRecipe imagenet = recipe().normalised(Preprocessing.IMAGENET);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> imagenet.tensor(COLUMN.grey(), grey))
        .withMessageContaining("3 channels");
  }

  @Test
  void recipe_rangeOfNothing_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> recipe().over(0));
  }
}
