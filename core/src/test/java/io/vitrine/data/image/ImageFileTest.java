package io.vitrine.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vitrine.model.ModelFormatException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ImageFileTest {
  static Stream<PillowImages.Expected> files() {
    return PillowImages.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void read_equalsPillow(PillowImages.Expected expected) throws IOException {
    Picture picture = ImageFile.read(expected.bytes(), expected.file());

    assertThat(picture.size()).isEqualTo(expected.picture().size());
    assertThat(picture.values()).isEqualTo(expected.picture().values());
  }

  @Test
  void read_png16Colour_keepsTheUpperBytes() throws IOException {
    byte[] row = {1, 2, 3, 4, 5, 6, (byte) 250, (byte) 255, 0, 0, 127, (byte) 200};
    Picture picture = ImageFile.read(PngBytes.file(2, 1, 16, 2, new byte[][] {row}), "rgb16.png");

    assertThat(picture.rgb(0, 0)).isEqualTo(0x010305);
    assertThat(picture.rgb(0, 1)).isEqualTo(0xFA007F);
  }

  @Test
  void read_png2And4BitGrey_isSpreadToBytes() throws IOException {
    Picture two = ImageFile.read(PngBytes.file(4, 1, 2, 0, new byte[][] {{0b00_01_10_11}}), "x");
    Picture four = ImageFile.read(PngBytes.file(2, 1, 4, 0, new byte[][] {{0x3F}}), "x");

    assertThat(two.isGrey()).isTrue();
    assertThat(two.values()).containsExactly((byte) 0, (byte) 85, (byte) 170, (byte) 255);
    assertThat(four.values()).containsExactly((byte) 51, (byte) 255);
  }

  record Bad(String what, ByteBuffer file, String message) {
    @Override
    public String toString() {
      return what;
    }
  }

  private static Bad bad(String what, byte[] file, String message) {
    return new Bad(what, ByteBuffer.wrap(file), message);
  }

  private static byte[] patched(String file, int marker, int offset, int value) {
    byte[] bytes = PillowImages.resource(file);
    for (int i = 2; i < bytes.length; i++) {
      if (bytes[i] == (byte) 0xFF && bytes[i + 1] == (byte) marker) {
        bytes[i + offset] = (byte) value;
        return bytes;
      }
    }
    throw new IllegalArgumentException("no such marker");
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static Stream<Bad> badFiles() {
    byte[] jpeg = PillowImages.resource("ycc444.jpg");
    byte[] png = PillowImages.resource("rgb.png");
    byte[] damaged = png.clone();
    damaged[60] ^= 1;
    byte[] half = PngBytes.deflate(new byte[20]);
    return Stream.of(
        bad("empty", new byte[0], "expected a PNG or JPEG image, found an empty file (byte 0)"),
        bad("GIF", ascii("GIF89a..............."), "found a GIF image (byte 0); convert it to PNG"),
        bad("WebP", ascii("RIFF0000WEBPVP8 "), "found a WebP image (byte 0)"),
        bad("text", ascii("hello"), "found a file starting with the bytes 68 65 6C 6C (byte 0)"),
        bad("PNG cut", Arrays.copyOf(png, 100), "the PNG file ends at byte 100, inside the chunk"),
        bad("PNG without end", Arrays.copyOf(png, png.length - 12), "it is cut"),
        bad("PNG signature only", Arrays.copyOf(png, 8), "the PNG file ends at byte 8"),
        bad("PNG damaged", damaged, "the checksum of the PNG chunk IDAT at byte 33 is wrong"),
        bad("PNG of no pixels", PngBytes.file(0, 5, 8, 0, new byte[5][0]), "a size of 0 x 5"),
        bad("PNG without pixels", PngBytes.start(5, 5, 8, 0).end(), "the image has no pixels"),
        bad(
            "PNG of too few rows",
            PngBytes.start(9, 9, 8, 0).chunk("IDAT", half).end(),
            "the pixels cannot be decoded"),
        bad(
            "PNG not deflated",
            PngBytes.start(9, 9, 8, 0).chunk("IDAT", new byte[40]).end(),
            "the pixels cannot be decoded"),
        bad(
            "PNG too large",
            PngBytes.start(60_000, 60_000, 8, 0).chunk("IDAT", half).end(),
            "expected at most 134217728 pixels, found 60000 x 60000"),
        bad(
            "PNG of no colour type",
            PngBytes.file(1, 1, 8, 5, new byte[1][1]),
            "cannot be decoded"),
        bad("JPEG cut in the scan", Arrays.copyOf(jpeg, jpeg.length - 30), "it is cut"),
        bad("JPEG cut in the header", Arrays.copyOf(jpeg, 40), "the JPEG file ends at byte 40"),
        bad("JPEG cut at once", Arrays.copyOf(jpeg, 3), "the JPEG file ends at byte 3"),
        bad(
            "JPEG of 12 bits",
            patched("grey.jpg", 0xC0, 4, 12),
            "found a JPEG of 12 bits a sample"),
        bad("JPEG of 2 components", patched("grey.jpg", 0xC0, 9, 2), "a JPEG of 2 components"),
        bad("JPEG lossless", patched("grey.jpg", 0xC0, 1, 0xC3), "a lossless or hierarchical JPEG"),
        bad("JPEG arithmetic", patched("grey.jpg", 0xC0, 1, 0xC9), "an arithmetic-coded JPEG"),
        bad("JPEG of no rows", patched("grey.jpg", 0xC0, 6, 0), "a size of 13 x 0"));
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void read_badFile_saysWhatItIs(Bad bad) {
    assertThatExceptionOfType(ModelFormatException.class)
        .isThrownBy(() -> ImageFile.read(bad.file().array(), "some.png"))
        .withMessageStartingWith("some.png: ")
        .withMessageContaining(bad.message());
  }

  @Test
  void read_cutAnywhere_neverPasses() {
    for (String name : new String[] {"rgb.png", "ycc420.jpg", "progressive.jpg"}) {
      byte[] whole = PillowImages.resource(name);
      for (int length = 0; length < whole.length; length++) {
        byte[] part = Arrays.copyOf(whole, length);
        assertThatExceptionOfType(ModelFormatException.class)
            .isThrownBy(() -> ImageFile.read(part, name));
      }
    }
  }

  @Test
  void read_anyByteChanged_neverFailsOtherwise() {
    for (String name : new String[] {"rgb.png", "ycc420.jpg", "cmyk.jpg", "orientation6.jpg"}) {
      byte[] whole = PillowImages.resource(name);
      for (int at = 0; at < whole.length; at++) {
        byte[] changed = whole.clone();
        changed[at] ^= (byte) (1 + at % 255);
        assertThat(isReadOrRefused(changed)).as("%s, byte %d", name, at).isTrue();
      }
    }
  }

  private static boolean isReadOrRefused(byte[] file) {
    try {
      return ImageFile.read(file, "changed").size().elements() > 0;
    } catch (ModelFormatException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
