package io.vitrine.data.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.data.image.ImageSize;
import io.vitrine.data.image.Picture;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PresetTest {
  private static final float TOLERANCE = 1e-5f;

  static Stream<String> recorded() throws IOException {
    try (InputStream in = PresetTest.class.getResourceAsStream("torchvision_transforms.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void imagenet_picture_isWhatTorchvisionMakesOfIt(String line) {
    double[] numbers = Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    Extent crop = Extent.square((int) numbers[3]);
    ImageInput input = new ImageInput(3, Optional.of(crop), Layout.NCHW);
    ImageRecipe recipe = Preset.IMAGENET.recipe(input);

    assertThat(recipe.resizing()).isEqualTo(new Resizing.ShorterSide((int) numbers[2]));
    Picture framed = recipe.frame(picture((int) numbers[0], (int) numbers[1]), input);
    float[] made = recipe.tensor(framed, input).floats();

    double sum = 0;
    double squares = 0;
    for (float value : made) {
      sum += value;
      squares += (double) value * value;
    }
    assertThat(sum).isCloseTo(numbers[4], within(made.length * 1e-6));
    assertThat(Math.sqrt(squares)).isCloseTo(numbers[5], within(1e-3));
    for (int i = 0; i < 24; i++) {
      float found = made[(int) ((long) i * made.length / 24)];
      assertThat(found).as("number " + i).isCloseTo((float) numbers[6 + i], within(TOLERANCE));
    }
  }

  /** The picture of torchvision_transforms.py. */
  private static Picture picture(int height, int width) {
    byte[] values = new byte[3 * height * width];
    int i = 0;
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          values[i++] = (byte) ((x * x * 5 + y * 37 + x * y * (c + 3) + c * 91) % 256);
        }
      }
    }
    return Picture.of(new ImageSize(3, height, width), values);
  }

  @Test
  void imagenet_networkOfNoSize_takes224() {
    ImageRecipe recipe = Preset.IMAGENET.recipe(new ImageInput(3, Optional.empty(), Layout.NCHW));

    assertThat(recipe.crop()).hasValue(Extent.square(224));
    assertThat(recipe.resizing()).isEqualTo(new Resizing.ShorterSide(256));
  }

  @Test
  void tf_bytes_runFromMinusOneToOneWithChannelsLast() {
    ImageInput input = new ImageInput(3, Optional.of(new Extent(1, 2)), Layout.NHWC);
    ImageRecipe recipe = Preset.TF.recipe(input);
    Picture picture =
        Picture.of(new ImageSize(3, 1, 2), new byte[] {0, 51, 102, (byte) 153, (byte) 204, -1});

    Tensor made = recipe.tensor(recipe.frame(picture, input), input);

    assertThat(made.shape()).isEqualTo(Shape.of(1, 1, 2, 3));
    assertThat(made.floats())
        .containsExactly(new float[] {-1, -0.2f, 0.6f, -0.6f, 0.2f, 1}, within(1e-6f));
  }

  @Test
  void mnist_white_isItsDistanceFromMnistsMean() {
    ImageInput input = new ImageInput(1, Optional.empty(), Layout.NCHW);
    ImageRecipe recipe = Preset.MNIST.recipe(input);
    Picture white = Picture.of(new ImageSize(1, 1, 1), new byte[] {-1});

    Tensor made = recipe.tensor(recipe.frame(white, input), input);

    assertThat(made.shape()).isEqualTo(Shape.of(1, 1, 28, 28));
    assertThat(made.floatAt(0)).isCloseTo(0.8693f / 0.3081f, within(1e-6f));
  }

  @Test
  void named_unknown_listsThePresets() {
    assertThat(Preset.named(" ImageNet ")).isEqualTo(Preset.IMAGENET);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Preset.named("coco"))
        .withMessage("no preset 'coco'; there are mnist, imagenet, tf");
  }
}
