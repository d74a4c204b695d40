package io.vitrine.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.wire.Png.Effort;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PngTest {
  private static final int WIDTH = 7;
  private static final int HEIGHT = 5;

  private static byte[] pixels(int channels) {
    byte[] pixels = new byte[WIDTH * HEIGHT * channels];
    new Random(1).nextBytes(pixels);
    return pixels;
  }

  private static int argb(byte[] pixels, int at, int channels) {
    int from = at * channels;
    int red = pixels[from] & 0xFF;
    int green = pixels[channels == 1 ? from : from + 1] & 0xFF;
    int blue = pixels[channels == 1 ? from : from + 2] & 0xFF;
    int alpha = channels == 4 ? pixels[from + 3] & 0xFF : 0xFF;
    return alpha << 24 | red << 16 | green << 8 | blue;
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void encode_randomPixels_areReadBackByJava(int channels) throws IOException {
    byte[] pixels = pixels(channels);
    for (Effort effort : Effort.values()) {
      byte[] png = Png.encode(WIDTH, HEIGHT, pixels, effort, 192);

      BufferedImage read = ImageIO.read(new ByteArrayInputStream(png));
      assertThat(Png.size(png)).isEqualTo(new Png.Size(WIDTH, HEIGHT));
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        assertThat(read.getRGB(i % WIDTH, i / WIDTH)).isEqualTo(argb(pixels, i, channels));
      }
    }
  }

  @Test
  void encode_grey_keepsTheLevels() throws IOException {
    byte[] pixels = pixels(1);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(Png.encode(WIDTH, HEIGHT, pixels)));

    byte[] levels = (byte[]) read.getRaster().getDataElements(0, 0, WIDTH, HEIGHT, null);
    assertThat(levels).isEqualTo(pixels);
  }

  @Test
  void encode_dotsPerInch_areStatedPerMeter() {
    byte[] png = Png.encode(WIDTH, HEIGHT, pixels(3), Effort.SOON, 192);

    ByteBuffer density = ByteBuffer.wrap(png, 33, 21);
    assertThat(density.getInt()).isEqualTo(9);
    assertThat(density.getInt()).as("pHYs").isEqualTo(0x70485973);
    assertThat(density.getInt()).isEqualTo(7559);
    byte[] without = Png.encode(WIDTH, HEIGHT, pixels(3));
    assertThat(ByteBuffer.wrap(without).getInt(37)).as("IDAT").isEqualTo(0x49444154);
  }

  @Test
  void encode_wrongNumberOfBytes_saysWhatIsExpected() {
    assertThatThrownBy(() -> Png.encode(2, 2, new byte[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a picture of 2 x 2 pixels has 1, 3 or 4 bytes a pixel, found 5 bytes");
  }

  @Test
  void size_ofSomethingElse_saysHowItBegins() {
    assertThatThrownBy(() -> Png.size(new byte[] {'G', 'I', 'F', '8', '9'}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith("found 5 bytes beginning 47 49 46 38");
  }
}
