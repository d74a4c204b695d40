package io.vitrine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vitrine.data.image.ImageFormat;
import io.vitrine.data.image.PngBytes;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  /** A grey PNG of 2 x 2 equal pixels. */
  private static byte[] grey(int level) {
    byte[] row = {(byte) level, (byte) level};
    return PngBytes.file(2, 2, 8, 0, new byte[][] {row, row});
  }

  /** A colour PNG of 2 x 2 equal pixels. */
  private static byte[] colour(int red, int green, int blue) {
    byte r = (byte) red;
    byte g = (byte) green;
    byte b = (byte) blue;
    byte[] row = {r, g, b, r, g, b};
    return PngBytes.file(2, 2, 8, 2, new byte[][] {row, row});
  }

  private static void write(Path dir, String name, byte[] bytes) throws IOException {
    Path file = dir.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  /** The first pixel of each image. */
  private static List<Integer> levels(Dataset data) {
    return java.util.stream.IntStream.range(0, data.size())
        .mapToObj(i -> data.picture(i).level(0, 0, 0))
        .toList();
  }

  private static List<String> problems(DataFolder folder, Path dir) {
    return folder.problems().stream()
        .map(problem -> problem.message().replace(dir + dir.getFileSystem().getSeparator(), ""))
        .map(message -> message.replace('\\', '/'))
        .toList();
  }

  @Test
  void read_classFolders_takesClassesInTurn(@TempDir Path dir) throws IOException {
    write(dir, "dog/b.png", grey(12));
    write(dir, "dog/a.png", grey(11));
    write(dir, "cat/1.png", grey(1));
    write(dir, "cat/2.png", grey(2));
    write(dir, "cat/deeper/0.png", grey(3));
    write(dir, "README.txt", new byte[] {'x'});

    DataFolder folder = DataFolder.read(dir);

    assertThat(folder.training().classes()).containsExactly("cat", "dog");
    assertThat(folder.training().labels()).containsExactly(0, 1, 0, 1, 0);
    assertThat(levels(folder.training())).containsExactly(1, 11, 2, 12, 3);
    assertThat(folder.training().shape()).isEqualTo(Shape.of(5, 1, 2, 2));
    assertThat(folder.test()).isEmpty();
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void read_trainTestAndVal_areParts(@TempDir Path dir) throws IOException {
    write(dir, "train/a/1.png", grey(1));
    write(dir, "train/b/2.png", grey(2));
    write(dir, "test/b/3.png", grey(3));
    write(dir, "val/a/4.png", grey(4));
    write(dir, "extra/c/5.png", grey(5));
    write(dir, "stray.png", grey(6));

    DataFolder folder = DataFolder.read(dir);

    assertThat(levels(folder.training())).containsExactly(1, 2);
    assertThat(folder.test().orElseThrow().labels()).containsExactly(1);
    assertThat(levels(folder.validation().orElseThrow())).containsExactly(4);
    assertThat(folder.training().name()).isEqualTo(dir.getFileName() + " training");
    assertThat(problems(folder, dir))
        .containsExactly(
            "extra: the folder lies beside train and is not read",
            "stray.png: the image lies beside the folders and so has no class");
  }

  @Test
  void read_classNamedTrain_isAClass(@TempDir Path dir) throws IOException {
    write(dir, "car/1.png", grey(1));
    write(dir, "train/2.png", grey(2));

    assertThat(DataFolder.read(dir).training().classes()).containsExactly("car", "train");
  }

  @Test
  void read_mixedGreyAndColour_isColour(@TempDir Path dir) throws IOException {
    write(dir, "a/grey.png", grey(9));
    write(dir, "b/red.png", colour(200, 0, 0));

    assertThat(DataFolder.read(dir).training().shape()).isEqualTo(Shape.of(2, 3, 2, 2));
    assertThat(DataFolder.read(dir).training().picture(0).rgb(1, 1)).isEqualTo(0x090909);
    assertThat(DataFolder.read(dir).training().picture(1).rgb(1, 1)).isEqualTo(0xC80000);
  }

  @Test
  void read_withFormat_convertsAll(@TempDir Path dir) throws IOException {
    write(dir, "a/red.png", colour(100, 0, 0));
    write(dir, "a/wide.png", PngBytes.file(3, 1, 8, 0, new byte[][] {{7, 7, 7}}));

    Dataset data = DataFolder.read(dir, new ImageFormat(1, 5, 4)).training();

    assertThat(data.shape()).isEqualTo(Shape.of(2, 1, 5, 4));
    assertThat(levels(data)).containsExactly(30, 7);
  }

  @Test
  void read_sizesDiffer_asksForASize(@TempDir Path dir) throws IOException {
    write(dir, "a/1.png", grey(1));
    write(dir, "a/2.png", PngBytes.file(3, 1, 8, 0, new byte[][] {{7, 7, 7}}));

    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> DataFolder.read(dir))
        .withMessageContaining("2.png: expected the size of ")
        .withMessageContaining("give a size");
  }

  @Test
  void read_unreadableFiles_areListed(@TempDir Path dir) throws IOException {
    write(dir, "a/good.png", grey(1));
    write(dir, "a/cut.png", java.util.Arrays.copyOf(grey(1), 50));
    write(dir, "a/empty.jpg", new byte[0]);
    write(dir, "a/notes.txt", new byte[] {'h', 'e', 'l', 'l', 'o'});
    write(dir, "a/.hidden.png", new byte[] {1});
    write(dir, "a/Thumbs.db", new byte[] {1});
    write(dir, "b/good.png", grey(2));

    DataFolder folder = DataFolder.read(dir);

    assertThat(levels(folder.training())).containsExactly(1, 2);
    assertThat(problems(folder, dir))
        .containsExactly(
            "a/cut.png: the PNG file ends at byte 50, inside the chunk that starts at byte 33;"
                + " it is cut, fetch it again",
            "a/empty.jpg: expected a PNG or JPEG image, found an empty file (byte 0)",
            "a/notes.txt: expected a PNG or JPEG image, found a file starting with the bytes"
                + " 68 65 6C 6C (byte 0); convert it to PNG");
  }

  /** Names that the platform's encoding cannot write are left out; spaces and signs never are. */
  @Test
  void read_anyFileNames_areRead(@TempDir Path dir) throws IOException {
    Charset platform = Charset.forName(System.getProperty("sun.jnu.encoding"));
    List<String> names =
        List.of("Hund & Katze", "100% #1", "Größe ß", "数字 七", "смайл", "emoji \uD83D\uDE00")
            .stream()
            .filter(name -> platform.newEncoder().canEncode(name))
            .sorted()
            .toList();
    for (String name : names) {
      write(dir, name + "/" + name + " (1).weird name", grey(1));
    }

    DataFolder folder = DataFolder.read(dir);

    assertThat(folder.training().classes()).isEqualTo(names);
    assertThat(folder.problems()).isEmpty();
  }

  @Test
  void read_classWithoutReadableImage_namesItAndWhy(@TempDir Path dir) throws IOException {
    write(dir, "a/good.png", grey(1));
    write(dir, "b/bad.png", new byte[] {1, 2, 3, 4});

    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> DataFolder.read(dir))
        .withMessageStartingWith(
            dir.resolve("b") + ": expected images, found none that can be read; ")
        .withMessageContaining("found a file starting with the bytes 01 02 03 04");
  }

  @Test
  void read_testOfUnknownClass_namesIt(@TempDir Path dir) throws IOException {
    write(dir, "train/a/1.png", grey(1));
    write(dir, "test/z/1.png", grey(1));

    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> DataFolder.read(dir))
        .withMessage(
            dir.resolve("test").resolve("z")
                + ": expected a folder of one of the training classes [a]");
  }

  @Test
  void read_emptyTestFolder_isRefused(@TempDir Path dir) throws IOException {
    write(dir, "train/a/1.png", grey(1));
    Files.createDirectories(dir.resolve("test"));

    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> DataFolder.read(dir))
        .withMessage(dir.resolve("test") + ": expected images, found none that can be read");
  }

  @Test
  void read_nothingUsable_saysWhatIsThere(@TempDir Path dir) throws IOException {
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> DataFolder.read(dir))
        .withMessageContaining("found an empty folder");
    Files.write(dir.resolve("model.onnx"), new byte[1]);
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> DataFolder.read(dir))
        .withMessageContaining("expected IDX files")
        .withMessageContaining("found 1 files, the first of them model.onnx");
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> DataFolder.read(dir.resolve("none")))
        .withMessageContaining("found nothing there");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> DataFolder.read(dir.resolve("model.onnx")))
        .withMessageContaining("found a file");
  }

  @Test
  void read_moreThanMemory_isRefusedBeforeReading(@TempDir Path dir) throws IOException {
    write(dir, "a/1.png", grey(1));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> DataFolder.read(dir, new ImageFormat(3, 1 << 20, 1 << 20)))
        .withMessageContaining("1 images of 1048576 x 1048576 take 3145728 MiB");
  }
}
