package io.vitrine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vitrine.data.image.ImageFormat;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxFolderTest {
  private static byte[] images(int... levels) {
    byte[] pixels = new byte[levels.length * 4];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) levels[i / 4];
    }
    return IdxTest.idx(8, new int[] {levels.length, 2, 2}, pixels);
  }

  private static byte[] labels(int... labels) {
    byte[] bytes = new byte[labels.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) labels[i];
    }
    return IdxTest.idx(8, new int[] {labels.length}, bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte,"
        + " t10k-labels-idx1-ubyte",
    "train-images.idx3-ubyte, train-labels.idx1-ubyte, test-images.idx3-ubyte,"
        + " test-labels.idx1-ubyte",
    "emnist-letters-train-images-idx3-ubyte, emnist-letters-train-labels-idx1-ubyte,"
        + " emnist-letters-test-images-idx3-ubyte, emnist-letters-test-labels-idx1-ubyte"
  })
  void read_usualNames_areFound(
      String trainImages,
      String trainLabels,
      String testImages,
      String testLabels,
      @TempDir Path dir)
      throws IOException {
    Files.write(dir.resolve(trainImages + ".gz"), IdxTest.gzip(images(1, 2, 3)));
    Files.write(dir.resolve(trainLabels), labels(0, 11, 5));
    Files.write(dir.resolve(testImages), images(4));
    Files.write(dir.resolve(testLabels + ".gz"), IdxTest.gzip(labels(7)));

    DataFolder folder = DataFolder.read(dir);

    assertThat(folder.training().shape()).isEqualTo(Shape.of(3, 1, 2, 2));
    assertThat(folder.training().classes()).hasSize(12);
    assertThat(folder.test().orElseThrow().labels()).containsExactly(7);
    assertThat(folder.test().orElseThrow().classes()).hasSize(12);
    assertThat(folder.validation()).isEmpty();
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void read_fileBesideItsGzippedTwin_takesTheFile(@TempDir Path dir) throws IOException {
    Files.write(dir.resolve("train-images-idx3-ubyte"), images(1));
    Files.write(dir.resolve("train-images-idx3-ubyte.gz"), new byte[] {0x1F});
    Files.write(dir.resolve("train-labels-idx1-ubyte"), labels(0));

    assertThat(DataFolder.read(dir).training().size()).isEqualTo(1);
    assertThat(DataFolder.read(dir).test()).isEmpty();
  }

  @Test
  void read_torchvisionsFolder_looksIntoRaw(@TempDir Path dir) throws IOException {
    Path raw = Files.createDirectory(dir.resolve("raw"));
    Files.write(raw.resolve("train-images-idx3-ubyte"), images(1, 2));
    Files.write(raw.resolve("train-labels-idx1-ubyte"), labels(0, 1));

    assertThat(DataFolder.read(dir).training().size()).isEqualTo(2);
  }

  @Test
  void read_withClassesFile_namesThem(@TempDir Path dir) throws IOException {
    Files.write(dir.resolve("train-images-idx3-ubyte"), images(1));
    Files.write(dir.resolve("train-labels-idx1-ubyte"), labels(1));
    Files.writeString(dir.resolve("classes.txt"), "shirt\nTröger\n\n");

    assertThat(DataFolder.read(dir).training().classes()).containsExactly("shirt", "Tröger");
    Files.writeString(dir.resolve("classes.txt"), "shirt\n");
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> DataFolder.read(dir))
        .withMessageContaining("expected a label in 0..0, found label 1 of image 0 (byte 8)");
  }

  @Test
  void read_withFormat_convertsAll(@TempDir Path dir) throws IOException {
    Files.write(dir.resolve("train-images-idx3-ubyte"), images(9));
    Files.write(dir.resolve("train-labels-idx1-ubyte"), labels(0));

    Dataset data = DataFolder.read(dir, new ImageFormat(3, 4, 5)).training();

    assertThat(data.shape()).isEqualTo(Shape.of(1, 3, 4, 5));
    assertThat(data.picture(0).rgb(3, 4)).isEqualTo(0x090909);
  }

  @Test
  void read_partMissing_namesIt(@TempDir Path dir) throws IOException {
    Files.write(dir.resolve("train-images-idx3-ubyte"), images(1));

    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> DataFolder.read(dir))
        .withMessage(
            dir
                + ": expected a file such as train-labels-idx1-ubyte, found only"
                + " train-images-idx3-ubyte");
  }

  @Test
  void read_severalSets_areRefused(@TempDir Path dir) throws IOException {
    Files.write(dir.resolve("emnist-mnist-train-images-idx3-ubyte"), images(1));
    Files.write(dir.resolve("emnist-letters-train-images-idx3-ubyte"), images(1));

    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> DataFolder.read(dir))
        .withMessageContaining("expected one file train-images, found emnist-letters-train");
  }

  @Test
  void read_testOfAnotherSizeOrClass_isRefused(@TempDir Path dir) throws IOException {
    Files.write(dir.resolve("train-images-idx3-ubyte"), images(1));
    Files.write(dir.resolve("train-labels-idx1-ubyte"), labels(0));
    Files.write(
        dir.resolve("t10k-images-idx3-ubyte"), IdxTest.idx(8, new int[] {1, 1, 1}, (byte) 0));
    Files.write(dir.resolve("t10k-labels-idx1-ubyte"), labels(0));

    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> DataFolder.read(dir))
        .withMessageContaining("expected (1, 1, 2, 2) as the training images have it");
    Files.write(dir.resolve("t10k-labels-idx1-ubyte"), labels(3));
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> DataFolder.read(dir))
        .withMessageContaining("t10k-labels-idx1-ubyte: expected a label in 0..0, found label 3");
  }
}
