package io.vitrine.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureTest {
  @ParameterizedTest
  @CsvSource({
    "GIF89a, a GIF image",
    "BM6, a BMP image",
    "RIFF1234WEBP, a WebP image",
    "0000ftypavif, an AVIF image",
    "0000ftypheic, a HEIF image",
    "%PDF-1.7, a PDF document",
    "<html>, a web page",
    "<!DOCTYPE html>, a web page",
    "<svg>, an SVG or XML file",
    "ab, a file starting with the bytes 61 62",
    "abcdef, a file starting with the bytes 61 62 63 64"
  })
  void describe_knownStarts_areNamed(String head, String expected) {
    assertThat(Signature.describe(head.getBytes(StandardCharsets.ISO_8859_1))).isEqualTo(expected);
  }

  @Test
  void describe_pngAndJpeg_areTold() {
    byte[] png = PillowImages.resource("rgb.png");
    byte[] jpeg = PillowImages.resource("grey.jpg");

    assertThat(Signature.isPng(png)).isTrue();
    assertThat(Signature.isJpeg(png)).isFalse();
    assertThat(Signature.isJpeg(jpeg)).isTrue();
    assertThat(Signature.describe(jpeg)).isEqualTo("a JPEG image");
    assertThat(Signature.describe(new byte[0])).isEqualTo("an empty file");
  }
}
