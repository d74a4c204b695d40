package io.vitrine.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IdxTest {
  /** An IDX file: type, dimensions, elements. */
  static byte[] idx(int type, int[] dims, byte... elements) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dims.length + elements.length);
    bytes.put(new byte[] {0, 0, (byte) type, (byte) dims.length});
    for (int dim : dims) {
      bytes.putInt(dim);
    }
    return bytes.put(elements).array();
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] images() {
    return idx(8, new int[] {3, 1, 2}, (byte) 0, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) -1);
  }

  private static byte[] labels() {
    return idx(8, new int[] {3}, (byte) 2, (byte) 0, (byte) 1);
  }

  private static Dataset read(Path dir, byte[] images, byte[] labels, List<String> classes)
      throws IOException {
    return Idx.read(
        Files.write(dir.resolve("images"), images),
        Files.write(dir.resolve("labels"), labels),
        classes);
  }

  @Test
  void read_rawAndGzipped_areTheSame(@TempDir Path dir) throws IOException {
    Dataset raw = read(dir, images(), labels(), List.of());
    Dataset packed = read(dir, gzip(images()), gzip(labels()), List.of());

    assertThat(raw.shape()).isEqualTo(Shape.of(3, 1, 1, 2));
    assertThat(raw.image(2).floats()).containsExactly(4, 255);
    assertThat(raw.labels()).containsExactly(2, 0, 1);
    assertThat(packed.digest()).isEqualTo(raw.digest());
  }

  @Test
  void read_fourDimensions_hasChannels(@TempDir Path dir) throws IOException {
    byte[] colour = idx(8, new int[] {1, 3, 1, 1}, (byte) 7, (byte) 8, (byte) 9);

    assertThat(read(dir, colour, idx(8, new int[] {1}, (byte) 0), List.of()).shape())
        .isEqualTo(Shape.of(1, 3, 1, 1));
  }

  @Test
  void read_realNumbersAndWideLabels_areRead(@TempDir Path dir) throws IOException {
    byte[] floats = ByteBuffer.allocate(8).putFloat(0.25f).putFloat(-3).array();
    byte[] doubles = ByteBuffer.allocate(16).putDouble(0.25).putDouble(-3).array();
    byte[] shorts = idx(0x0B, new int[] {2}, (byte) 1, (byte) 44, (byte) 0, (byte) 0);
    byte[] ints =
        idx(
            0x0C,
            new int[] {2},
            (byte) 0,
            (byte) 0,
            (byte) 1,
            (byte) 44,
            (byte) 0,
            (byte) 0,
            (byte) 0,
            (byte) 0);

    Dataset first = read(dir, idx(0x0D, new int[] {2, 1, 1}, floats), shorts, List.of());
    Dataset second = read(dir, idx(0x0E, new int[] {2, 1, 1}, doubles), ints, List.of());

    assertThat(first.image(1).floats()).containsExactly(-3);
    assertThat(first.label(0)).isEqualTo(300);
    assertThat(second.digest()).isEqualTo(first.digest());
  }

  record Bad(
      String what, ByteBuffer images, ByteBuffer labels, List<String> classes, String message) {
    Bad(String what, byte[] images, byte[] labels, List<String> classes, String message) {
      this(what, ByteBuffer.wrap(images), ByteBuffer.wrap(labels), classes, message);
    }

    @Override
    public String toString() {
      return what;
    }
  }

  private static byte[] cut(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  private static byte[] longer(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length + 5);
  }

  static Stream<Bad> badFiles() throws IOException {
    List<String> any = List.of();
    byte[] x = images();
    byte[] y = labels();
    byte[] text = "hello, world, hello".getBytes(StandardCharsets.UTF_8);
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13};
    return Stream.of(
        new Bad(
            "empty",
            new byte[0],
            y,
            any,
            "images: expected an IDX file: two zero bytes, type, rank, found an empty file (byte 0)"),
        new Bad("text", text, y, any, "found a file starting with the bytes 68 65 6C 6C (byte 0)"),
        new Bad("a PNG", png, y, any, "found a PNG image (byte 0)"),
        new Bad(
            "element type",
            idx(0x0A, new int[] {3, 1, 2}),
            y,
            any,
            "found element type 0x0A (byte 2)"),
        new Bad("rank 0", idx(8, new int[0]), y, any, "found rank 0 (byte 3)"),
        new Bad(
            "rank 2",
            idx(8, new int[] {3, 2}, new byte[6]),
            y,
            any,
            "images: expected rank 3 or 4"),
        new Bad(
            "images of short",
            idx(0x0B, new int[] {1, 1, 1}, new byte[2]),
            y,
            any,
            "expected UBYTE (0x08), FLOAT or DOUBLE for images, found element type SHORT (byte 2)"),
        new Bad("swapped", y, x, any, "images and labels may be swapped, found rank 1 (byte 3)"),
        new Bad("labels of rank 3", x, x, any, "labels: expected rank 1"),
        new Bad(
            "labels of float",
            x,
            idx(0x0D, new int[] {3}, new byte[12]),
            any,
            "labels: expected whole numbers for labels, found element type FLOAT (byte 2)"),
        new Bad(
            "header cut",
            cut(x, 10),
            y,
            any,
            "images: the file ends at byte 10, in the sizes of its 3 dimensions"),
        new Bad(
            "no images",
            idx(8, new int[] {0, 1, 2}),
            y,
            any,
            "found size 0 of dimension 0 (byte 4)"),
        new Bad(
            "no pixels",
            idx(8, new int[] {3, 0, 2}),
            y,
            any,
            "found size 0 of dimension 1 (byte 8)"),
        new Bad(
            "huge size",
            idx(8, new int[] {-1, 1, 2}),
            y,
            any,
            "expected at most 2147483647, found size 4294967295 (byte 4)"),
        new Bad(
            "huge image",
            idx(8, new int[] {3, 65536, 65536}),
            y,
            any,
            "expected an image below 2 GiB, found sizes [3, 65536, 65536] (byte 4)"),
        new Bad(
            "images cut",
            cut(x, 19),
            y,
            any,
            "images: the file ends at byte 19, in image 1 of 3, which takes bytes 18 to 19"),
        new Bad(
            "labels cut", x, cut(y, 10), any, "labels: the file ends at byte 10, in label 2 of 3"),
        new Bad("images longer", longer(x), y, any, "found more bytes (byte 22)"),
        new Bad("labels longer", x, longer(y), any, "found more bytes (byte 11)"),
        new Bad(
            "counts disagree",
            x,
            idx(8, new int[] {2}, new byte[2]),
            any,
            "labels: expected 3 labels, one for each image of "),
        new Bad(
            "label out of range",
            x,
            y,
            List.of("a", "b"),
            "labels: expected a label in 0..1, found label 2 of image 0 (byte 8)"),
        new Bad(
            "negative label",
            x,
            idx(9, new int[] {3}, (byte) 0, (byte) -1, (byte) 0),
            any,
            "found label -1 of image 1 (byte 9)"),
        new Bad(
            "absurd label",
            x,
            idx(0x0C, new int[] {3}, new byte[] {0, 0, 0, 0, 127, 0, 0, 0, 0, 0, 0, 0}),
            any,
            "found label 2130706432 of image 1 (byte 12)"),
        new Bad(
            "gzip cut", cut(gzip(x), 25), y, any, "images: the gzip data is cut or damaged after"),
        new Bad(
            "gzip header cut",
            cut(gzip(x), 5),
            y,
            any,
            "images: the gzip header at byte 0 is cut or damaged"));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void read_badFile_namesFileAndByte(Bad bad, @TempDir Path dir) {
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> read(dir, bad.images().array(), bad.labels().array(), bad.classes()))
        .withMessageContaining(bad.message())
        .withMessageContaining(dir.toString());
  }

  @Test
  void read_cutAnywhere_neverPasses(@TempDir Path dir) {
    byte[] whole = images();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = cut(whole, length);
      assertThatExceptionOfType(ModelFormatException.class)
          .isThrownBy(() -> read(dir, part, labels(), List.of()));
    }
  }
}
