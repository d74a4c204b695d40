package io.vitrine.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.data.input.ClassNames;
import io.vitrine.data.input.Extent;
import io.vitrine.data.input.ImageInput;
import io.vitrine.data.input.ImageRecipe;
import io.vitrine.data.input.Layout;
import io.vitrine.data.input.Preset;
import io.vitrine.engine.trace.ClassScores;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InputCaptionTest {
  private static final ImageInput COLOUR =
      new ImageInput(3, Optional.of(Extent.square(224)), Layout.NCHW);
  private static final ClassScores SCORES = new ClassScores(List.of(0.1, 0.7, 0.2));

  @Test
  void of_imagenet_saysEveryStep() {
    assertThat(InputCaption.of(Preset.IMAGENET.recipe(COLOUR), COLOUR, Locale.ENGLISH))
        .isEqualTo(
            "The image went in as follows: shorter side to 256, the central 224 × 224, RGB, values from 0 to 1,"
                + " less mean 0.485/0.456/0.406, divided by 0.229/0.224/0.225.");
  }

  @Test
  void of_greyWithChannelsLast_saysSo() {
    ImageInput grey = new ImageInput(1, Optional.empty(), Layout.NHWC);

    assertThat(InputCaption.of(ImageRecipe.usual(grey), grey, Locale.ENGLISH))
        .contains("in its own size, grey, layout NHWC");
    assertThat(InputCaption.of(ImageRecipe.usual(grey), grey, Locale.SIMPLIFIED_CHINESE))
        .contains("灰度");
  }

  @Test
  void answer_withNames_listsTheBestThree() {
    ClassNames names = new ClassNames(List.of("cat", "dog", "fox"));

    assertThat(InputCaption.answer(SCORES, Optional.of(names), Locale.ENGLISH))
        .isEqualTo("The network's best answers: dog (70.00%), fox (20.00%), cat (10.00%).");
    assertThat(InputCaption.answer(SCORES, Optional.empty(), Locale.ENGLISH))
        .contains("class 1 (70.00%)");
  }
}
