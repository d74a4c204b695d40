package io.vitrine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.data.image.ImageSize;
import io.vitrine.data.image.Picture;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessingTest {
  @Test
  void table_half_runsFromMinusOneToOne() {
    float[] table = Preprocessing.HALF.table(0);

    assertThat(table).hasSize(256).isSorted();
    assertThat(table[0]).isEqualTo(-1);
    assertThat(table[255]).isEqualTo(1);
    assertThat(table[102]).isEqualTo((102 / 255f - 0.5f) / 0.5f);
  }

  @Test
  void table_imagenet_differsByChannel() {
    assertThat(Preprocessing.IMAGENET.table(2)[255]).isEqualTo((1 - 0.406f) / 0.225f);
  }

  @Test
  void input_picture_isOneNormalisedImage() {
    Picture picture = Picture.of(new ImageSize(3, 1, 1), new byte[] {0, 51, (byte) 255});

    Tensor input = Preprocessing.HALF.input(picture);

    assertThat(input.shape()).isEqualTo(Shape.of(1, 3, 1, 1));
    assertThat(input.floats()).containsExactly(new float[] {-1, -0.6f, 1}, within(1e-6f));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Preprocessing.IMAGENET.input(picture.grey()));
  }

  @Test
  void preprocessing_badNumbers_areRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Preprocessing.of(0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Preprocessing.of(0, Float.NaN));
    assertThatIllegalArgumentException().isThrownBy(() -> Preprocessing.of(Float.NaN, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Preprocessing(List.of(0f, 1f), List.of(1f)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Preprocessing(List.of(), List.of()));
  }
}
