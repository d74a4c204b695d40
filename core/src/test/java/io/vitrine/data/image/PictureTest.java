package io.vitrine.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vitrine.model.Shape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PictureTest {
  private static final Picture RED_AND_GREY =
      Picture.of(new ImageSize(3, 1, 2), new byte[] {(byte) 200, 50, 0, 50, 0, 50});

  static Stream<PillowReference.Case> greys() {
    return PillowReference.cases("grey");
  }

  @ParameterizedTest
  @MethodSource("greys")
  void as_greyAndSize_equalsPillow(PillowReference.Case reference) {
    Picture colour = Picture.of(reference.from(), reference.image());

    Picture grey = colour.as(new ImageFormat(1, reference.height(), reference.width()));

    assertThat(grey.values()).isEqualTo(reference.expected());
  }

  @Test
  void grey_everyColour_isTheRoundedFormulaWithinOneLevel() {
    int different = 0;
    int largest = 0;
    for (int red = 0; red < 256; red++) {
      Picture grey = plane(red).grey();
      for (int i = 0; i < 65_536; i++) {
        int exact = (299 * red + 587 * (i >> 8) + 114 * (i & 0xFF) + 500) / 1000;
        int found = grey.level(0, i >> 8, i & 0xFF);
        different += found == exact ? 0 : 1;
        largest = Math.max(largest, Math.abs(found - exact));
      }
    }
    assertThat(different).isEqualTo(9040);
    assertThat(largest).isEqualTo(1);
  }

  /** All 65,536 colours of one red. */
  private static Picture plane(int red) {
    byte[] values = new byte[3 * 65_536];
    for (int i = 0; i < 65_536; i++) {
      values[i] = (byte) red;
      values[65_536 + i] = (byte) (i >> 8);
      values[2 * 65_536 + i] = (byte) i;
    }
    return Picture.of(new ImageSize(3, 256, 256), values);
  }

  @Test
  void rgb_colourAndGrey_areRead() {
    assertThat(RED_AND_GREY.rgb(0, 0)).isEqualTo(0xC80000);
    assertThat(RED_AND_GREY.rgb(0, 1)).isEqualTo(0x323232);
    assertThat(RED_AND_GREY.grey().rgb(0, 0)).isEqualTo(0x3C3C3C);
  }

  @Test
  void colour_grey_repeatsTheChannel() {
    Picture colour = RED_AND_GREY.grey().colour();

    assertThat(colour.values()).containsExactly(60, 50, 60, 50, 60, 50);
    assertThat(colour.grey().values()).containsExactly(60, 50);
  }

  @Test
  void tensor_isOneImage() {
    assertThat(RED_AND_GREY.tensor().shape()).isEqualTo(Shape.of(1, 3, 1, 2));
    assertThat(RED_AND_GREY.tensor().floats()).containsExactly(200, 50, 0, 50, 0, 50);
  }

  @Test
  void of_valuesChangedLater_isNotChanged() {
    byte[] values = {1};
    Picture picture = Picture.of(new ImageSize(1, 1, 1), values);
    values[0] = 2;
    picture.values()[0] = 3;

    assertThat(picture.level(0, 0, 0)).isEqualTo(1);
  }

  @Test
  void of_wrongSizes_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Picture.of(new ImageSize(2, 1, 1), new byte[2]))
        .withMessage("a picture has 1 channel (grey) or 3 (colour), not 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Picture.of(new ImageSize(1, 2, 2), new byte[3]));
    assertThatIllegalArgumentException().isThrownBy(() -> new ImageSize(1, 0, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> new ImageFormat(2, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new ImageFormat(1, 5, 0));
  }
}
