package io.vitrine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.data.image.ImageFormat;
import io.vitrine.data.image.Resampling;
import io.vitrine.model.ElementType;
import io.vitrine.model.Shape;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DatasetTest {
  private static final byte[] LEVELS = {0, 51, 102, (byte) 153, (byte) 204, (byte) 255, 1, 2};

  private static Dataset small() {
    return Dataset.of(LEVELS, Shape.of(2, 1, 2, 2), new int[] {1, 0});
  }

  static Dataset numbered(int count) {
    byte[] values = new byte[count];
    int[] labels = IntStream.range(0, count).toArray();
    for (int i = 0; i < count; i++) {
      values[i] = (byte) i;
    }
    return Dataset.of(values, Shape.of(count, 1, 1, 1), labels);
  }

  @Test
  void of_bytes_keepsImagesLabelsAndSize() {
    Dataset data = small();

    assertThat(data.size()).isEqualTo(2);
    assertThat(data.shape()).isEqualTo(Shape.of(2, 1, 2, 2));
    assertThat(data.labels()).containsExactly(1, 0);
    assertThat(data.classes()).containsExactly("0", "1");
    assertThat(data.image(1).elements()).isEqualTo(ElementType.UINT8);
    assertThat(data.image(1).shape()).isEqualTo(Shape.of(1, 1, 2, 2));
    assertThat(data.image(1).floats()).containsExactly(204, 255, 1, 2);
    assertThat(data).hasToString("data: 2 images (1 x 2 x 2), 2 classes");
  }

  @Test
  void of_rankThree_hasOneChannel() {
    assertThat(Dataset.of(LEVELS, Shape.of(2, 2, 2), new int[2]).shape())
        .isEqualTo(Shape.of(2, 1, 2, 2));
  }

  @Test
  void of_arrayChangedLater_isNotChanged() {
    byte[] values = LEVELS.clone();
    int[] labels = {1, 0};
    Dataset data = Dataset.of(values, Shape.of(2, 1, 2, 2), labels);
    values[0] = 99;
    labels[0] = 0;
    data.labels()[1] = 5;

    assertThat(data.image(0).floatAt(0)).isZero();
    assertThat(data.labels()).containsExactly(1, 0);
  }

  @Test
  void of_disagreeingSizes_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(LEVELS, Shape.of(2, 1, 2, 3), new int[2]))
        .withMessageContaining("(2, 1, 2, 3)")
        .withMessageContaining("8 values");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(LEVELS, Shape.of(2, 1, 2, 2), new int[3]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(LEVELS, Shape.of(8), new int[8]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(new byte[0], Shape.of(0, 1, 2, 2), new int[0]));
  }

  @Test
  void of_labelOutOfRange_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Dataset.of(LEVELS, Shape.of(2, 1, 2, 2), new int[] {0, -1}))
        .withMessage("label -1 of image 1 is not in 0..0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small().withClasses(List.of("only")))
        .withMessage("label 1 of image 0 is not in 0..0");
  }

  @Test
  void input_bytes_areScaledAndNormalised() {
    assertThat(small().input(0, Preprocessing.HALF).floats())
        .containsExactly(new float[] {-1, -0.6f, -0.2f, 0.2f}, within(1e-6f));
  }

  @Test
  void inputs_floats_areNotScaled() {
    Dataset data = Dataset.of(new float[] {0, 1, 0.5f, 2}, Shape.of(1, 2, 1, 2), new int[] {0});
    Preprocessing perChannel = new Preprocessing(List.of(0f, 1f), List.of(1f, 2f));

    assertThat(data.inputs(perChannel).floats()).containsExactly(0, 1, -0.25f, 0.5f);
  }

  @Test
  void inputs_preprocessingOfOtherChannels_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small().inputs(Preprocessing.IMAGENET))
        .withMessage("the preprocessing is for 3 channels, the images have 1");
  }

  @Test
  void limit_keepsTheFirstAndAllClasses() {
    Dataset first = small().limit(1);

    assertThat(first.size()).isEqualTo(1);
    assertThat(first.labels()).containsExactly(1);
    assertThat(first.classes()).hasSize(2);
    assertThat(small().limit(9).size()).isEqualTo(2);
    assertThatIllegalArgumentException().isThrownBy(() -> small().limit(0));
  }

  @Test
  void split_parts_shareNothingAndMissNothing() {
    Dataset.Split split = numbered(100).split(0.25, 7);

    assertThat(split.validation().size()).isEqualTo(25);
    assertThat(split.training().size()).isEqualTo(75);
    assertThat(split.training().labels()).isSorted().doesNotContain(split.validation().labels());
    assertThat(numbered(100).split(0.25, 7).validation().labels())
        .isEqualTo(split.validation().labels());
    assertThat(numbered(100).split(0.25, 8).validation().labels())
        .isNotEqualTo(split.validation().labels());
  }

  @Test
  void split_extremeShares_leaveOneImageEach() {
    assertThat(numbered(3).split(0.001, 1).validation().size()).isEqualTo(1);
    assertThat(numbered(3).split(0.999, 1).training().size()).isEqualTo(1);
    assertThatIllegalArgumentException().isThrownBy(() -> numbered(3).split(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> numbered(3).split(1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> numbered(1).split(0.5, 1));
  }

  @Test
  void resized_pillow_keepsBytesAndTensor_givesShares() {
    assertThat(small().resized(4, 4, Resampling.PILLOW).elements()).isEqualTo(ElementType.UINT8);
    Dataset floats = small().resized(2, 1, Resampling.TENSOR);

    assertThat(floats.elements()).isEqualTo(ElementType.FLOAT32);
    assertThat(floats.shape()).isEqualTo(Shape.of(2, 1, 2, 1));
    assertThat(floats.image(0).floats()).containsExactly(new float[] {0.1f, 0.5f}, within(1e-6f));
  }

  @Test
  void as_greyBytesInColour_areRepeatedAndBack() {
    Dataset colour = small().as(new ImageFormat(3, 0, 0));

    assertThat(colour.shape()).isEqualTo(Shape.of(2, 3, 2, 2));
    assertThat(colour.image(1).floats())
        .containsExactly(204, 255, 1, 2, 204, 255, 1, 2, 204, 255, 1, 2);
    assertThat(colour.as(new ImageFormat(1, 0, 0)).digest()).isEqualTo(small().digest());
    assertThat(colour.as(ImageFormat.AS_FOUND)).isSameAs(colour);
  }

  @Test
  void as_floats_areWeighed() {
    Dataset colour = Dataset.of(new float[] {1, 0.5f, 0.25f}, Shape.of(1, 3, 1, 1), new int[1]);

    Dataset grey = colour.as(new ImageFormat(1, 0, 0));

    assertThat(grey.image(0).floats())
        .containsExactly(new float[] {0.299f + 0.2935f + 0.0285f}, within(1e-6f));
    assertThat(grey.as(new ImageFormat(3, 2, 2)).shape()).isEqualTo(Shape.of(1, 3, 2, 2));
    assertThat(grey.as(new ImageFormat(3, 0, 0)).image(0).floats())
        .containsOnly(grey.image(0).floatAt(0));
  }

  @Test
  void as_fourChannels_isRefused() {
    Dataset bytes = Dataset.of(new byte[4], Shape.of(1, 4, 1, 1), new int[1]);
    Dataset floats = Dataset.of(new float[4], Shape.of(1, 4, 1, 1), new int[1]);
    ImageFormat grey = new ImageFormat(1, 0, 0);

    assertThatIllegalArgumentException().isThrownBy(() -> bytes.as(grey));
    assertThatIllegalArgumentException().isThrownBy(() -> floats.as(grey));
  }

  @Test
  void picture_bytesAndFloats_areLevels() {
    Dataset floats = Dataset.of(new float[] {-1, 0.2f, 0.5f, 3}, Shape.of(1, 1, 2, 2), new int[1]);

    assertThat(small().picture(0).values()).containsExactly(Arrays.copyOf(LEVELS, 4));
    assertThat(floats.picture(0).values())
        .containsExactly((byte) 0, (byte) 51, (byte) 128, (byte) 255);
  }

  @Test
  void digest_isSha256OfTheDocumentedBytes() throws Exception {
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update("uint8(2, 1, 2, 2)\n".getBytes(StandardCharsets.UTF_8));
    sha.update(LEVELS);
    sha.update(new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
    sha.update("0\n1".getBytes(StandardCharsets.UTF_8));

    assertThat(small().digest()).isEqualTo(HexFormat.of().formatHex(sha.digest()));
    assertThat(small().named("other").digest()).isEqualTo(small().digest());
    assertThat(small().limit(1).digest()).isNotEqualTo(small().digest());
  }

  @Test
  void as_moreThanTheHeapHolds_saysHowMuchAndWhatToDo() {
    int side = (int) Math.sqrt((double) Runtime.getRuntime().maxMemory()) + 1;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> small().as(new ImageFormat(3, side, side)))
        .withMessageContaining(" images of 3 x " + side + " x " + side + " take ")
        .withMessageContaining("take fewer (--limit N and --test-limit N)");
  }
}
