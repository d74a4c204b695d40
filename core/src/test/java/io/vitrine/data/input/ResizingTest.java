package io.vitrine.data.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vitrine.data.image.ImageSize;
import io.vitrine.data.image.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResizingTest {
  private static final Picture PICTURE = Picture.of(new ImageSize(1, 30, 41), new byte[30 * 41]);

  @Test
  void apply_shorterSide_roundsTheLongerDown() {
    ImageSize size = Resizing.parse("16").apply(PICTURE).size();

    assertThat(size.height()).isEqualTo(16);
    assertThat(size.width()).isEqualTo(21);
  }

  @Test
  void apply_size_forgetsProportions() {
    assertThat(Resizing.parse("8x9").apply(PICTURE).size().hasSize(8, 9)).isTrue();
    assertThat(Resizing.parse("none").apply(PICTURE)).isSameAs(PICTURE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "0", "3x4x5", "big", "-1", "99999999999"})
  void parse_noSize_isRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Resizing.parse(text));
  }
}
