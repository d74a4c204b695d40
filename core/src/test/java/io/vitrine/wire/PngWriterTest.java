package io.vitrine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngWriterTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private PngWriter open(int width, int height) throws IOException {
    return PngWriter.open(out, new Png.Shape(width, height, 3), Png.Effort.SOON, 0);
  }

  @Test
  void row_noiseBeyondAllBuffers_isReadBackByJava() throws IOException {
    int width = 301;
    int height = 200;
    byte[] pixels = new byte[width * height * 3];
    new Random(5).nextBytes(pixels);
    try (PngWriter png = open(width, height)) {
      for (int y = 0; y < height; y++) {
        png.row(pixels, y * width * 3);
      }
      png.finish();
    }
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    for (int i = 0; i < width * height; i++) {
      int at = 3 * i;
      int rgb = (pixels[at] & 0xFF) << 16 | (pixels[at + 1] & 0xFF) << 8 | pixels[at + 2] & 0xFF;
      assertThat(read.getRGB(i % width, i / width) & 0xFFFFFF).isEqualTo(rgb);
    }
  }

  @Test
  void sameRow_afterARow_repeatsIt() throws IOException {
    try (PngWriter png = open(2, 3)) {
      png.row(new byte[] {9, 1, 2, 3, 4, 5, 6}, 1);
      png.sameRow();
      png.row(new byte[] {7, 8, 9, 10, 11, 12}, 0);
      png.finish();
    }
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
    assertThat(read.getRGB(0, 1)).isEqualTo(0xFF010203);
    assertThat(read.getRGB(1, 1)).isEqualTo(0xFF040506);
    assertThat(read.getRGB(1, 2)).isEqualTo(0xFF0A0B0C);
  }

  @Test
  void row_tooMany_isRefused() throws IOException {
    try (PngWriter png = open(1, 1)) {
      png.sameRow();
      assertThatThrownBy(png::sameRow).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void finish_rowsMissing_saysHowMany() throws IOException {
    try (PngWriter png = open(1, 3)) {
      png.sameRow();
      assertThatThrownBy(png::finish)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("2 rows are missing");
    }
  }
}
