package io.vitrine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.Figure;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class JpegEncoderTest {
  private static final Figure FIGURE = DemoFigures.lying();

  @Test
  void write_figure_looksLikeThePng() throws IOException {
    RenderOptions options = RenderOptions.defaults().scaledBy(1).withQuality(0.95);
    BufferedImage jpeg =
        ImageIO.read(new ByteArrayInputStream(Figures.bytes(FIGURE, "jpg", options)));
    BufferedImage png =
        ImageIO.read(new ByteArrayInputStream(Figures.bytes(FIGURE, "png", options)));
    assertThat(jpeg.getWidth()).isEqualTo(png.getWidth());
    assertThat(jpeg.getHeight()).isEqualTo(png.getHeight());
    assertThat(jpeg.getRGB(2, 2)).isEqualTo(0xFFFFFFFF);
    long difference = 0;
    for (int y = 0; y < png.getHeight(); y++) {
      for (int x = 0; x < png.getWidth(); x++) {
        difference += Math.abs((jpeg.getRGB(x, y) >> 8 & 0xFF) - (png.getRGB(x, y) >> 8 & 0xFF));
      }
    }
    assertThat((double) difference / png.getWidth() / png.getHeight()).isLessThan(3);
  }

  @Test
  void write_lowerQuality_takesFewerBytes() {
    byte[] fine = Figures.bytes(FIGURE, "jpeg", RenderOptions.defaults().withQuality(0.95));
    byte[] coarse = Figures.bytes(FIGURE, "jpeg", RenderOptions.defaults().withQuality(0.3));
    assertThat(coarse.length).isLessThan(fine.length / 2);
  }

  @Test
  void write_anyScale_statesItsResolution() {
    ByteBuffer jpeg = ByteBuffer.wrap(Figures.bytes(FIGURE, "jpg", RenderOptions.defaults()));
    assertThat(jpeg.get(13)).as("unit: dots per inch").isEqualTo((byte) 1);
    assertThat(jpeg.getShort(14)).isEqualTo((short) 192);
  }
}
