package io.vitrine.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.figure.Pixels;
import io.vitrine.figure.Tag;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Element.Anchor;
import io.vitrine.render.drawing.Element.Sampling;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Stroke;
import io.vitrine.render.drawing.TextStyle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngEncoderTest {
  private static Drawing drawing(Element... elements) {
    return new Drawing("d", 40, 30, "title", "description", Locale.ROOT, List.of(elements));
  }

  private static byte[] png(Drawing drawing, RenderOptions options) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PngEncoder().write(drawing, out, (ending, content) -> "", options);
    return out.toByteArray();
  }

  private static BufferedImage read(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @Test
  void write_shapes_paintsThemAtScale() throws IOException {
    Element rect = new Element.Rect(new Box(10, 5, 10, 10), Fill.of(Palette.BLUE), Stroke.NONE);
    Element half =
        new Element.Rect(new Box(25, 5, 10, 10), new Fill(Palette.INK, 0.5), Stroke.NONE);
    BufferedImage image = read(png(drawing(rect, half), RenderOptions.defaults().scaledBy(3)));
    assertThat(image.getWidth()).isEqualTo(120);
    assertThat(image.getHeight()).isEqualTo(90);
    assertThat(image.getRGB(31, 16)).isEqualTo(0xFF0072B2);
    assertThat(image.getRGB(28, 16)).isEqualTo(0xFFFFFFFF);
    assertThat(image.getRGB(90, 30) & 0xFF).isBetween(0x8C, 0x90);
  }

  @Test
  void write_pixelatedImage_keepsItsPixelsSharp() throws IOException {
    Pixels pixels = Pixels.of(2, 1, 0xFF112233, 0x00000000);
    Element image = Element.Image.of(new Box(0, 0, 20, 10), pixels, Sampling.PIXELATED);
    BufferedImage read = read(png(drawing(image), RenderOptions.defaults()));
    assertThat(read.getRGB(1, 1)).isEqualTo(0xFF112233);
    assertThat(read.getRGB(19, 19)).isEqualTo(0xFF112233);
    assertThat(read.getRGB(20, 19)).isEqualTo(0xFFFFFFFF);
  }

  @Test
  void write_clippedGroup_cutsItOff() throws IOException {
    Element rect = new Element.Rect(new Box(0, 0, 40, 30), Fill.of(Palette.INK), Stroke.NONE);
    Element group = new Element.Group(Tag.NONE, Optional.of(new Box(0, 0, 20, 30)), List.of(rect));
    BufferedImage read = read(png(drawing(group), RenderOptions.defaults().scaledBy(1)));
    assertThat(read.getRGB(19, 10)).isEqualTo(0xFF1A1C1F);
    assertThat(read.getRGB(20, 10)).isEqualTo(0xFFFFFFFF);
  }

  @Test
  void write_text_paintsLettersWithinTheirBox() throws IOException {
    TextStyle style = TextStyle.bold(20, Palette.INK);
    Element text = new Element.Text(20, 25, "I", style, Anchor.MIDDLE, 0);
    BufferedImage read = read(png(drawing(text), RenderOptions.defaults()));
    assertThat(read.getRGB(40, 36)).isEqualTo(0xFF1A1C1F);
    assertThat(read.getRGB(40, 15)).isEqualTo(0xFFFFFFFF);
    assertThat(read.getRGB(40, 54)).isEqualTo(0xFFFFFFFF);
  }

  @Test
  void write_darkTheme_hasDarkPaper() throws IOException {
    BufferedImage read = read(png(drawing(), RenderOptions.defaults().with(Theme.DARK)));
    assertThat(read.getRGB(3, 3)).isEqualTo(0xFF15181C);
  }

  @Test
  void write_anyScale_statesItsResolution() throws IOException {
    ByteBuffer png = ByteBuffer.wrap(png(drawing(), RenderOptions.defaults().scaledBy(2)));
    assertThat(new String(png.array(), 37, 4, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("pHYs");
    assertThat(png.getInt(41)).as("192 dots per inch in dots per meter").isEqualTo(7559);
  }
}
