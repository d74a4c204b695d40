package io.vitrine.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The samples are what the drawing classes here draw; {@code -Dgolden.update} draws them anew, into
 * the sources, for the next build to take.
 */
class SamplesTest {
  private static final Path RESOURCES = Path.of("src/main/resources/io/vitrine/data/image");

  @BeforeAll
  static void updateWhereAsked() throws IOException {
    if (System.getProperty("golden.update") != null) {
      Files.createDirectories(RESOURCES);
      ImageIO.write(
          buffered(DrawnSeven.draw()), "png", RESOURCES.resolve("sample-digit.png").toFile());
      writeJpeg(buffered(StillLife.render()), RESOURCES.resolve("sample-photo.jpg"));
    }
  }

  private static BufferedImage buffered(Picture picture) {
    ImageSize size = picture.size();
    int type = picture.isGrey() ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(size.width(), size.height(), type);
    for (int y = 0; y < size.height(); y++) {
      for (int x = 0; x < size.width(); x++) {
        for (int band = 0; band < size.channels(); band++) {
          image.getRaster().setSample(x, y, band, picture.level(band, y, x));
        }
      }
    }
    return image;
  }

  private static void writeJpeg(BufferedImage image, Path file) throws IOException {
    Files.deleteIfExists(file);
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(0.92f);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
  }

  @Test
  void digit_isTheDrawnSeven() {
    assertThat(Samples.digit().size()).isEqualTo(new ImageSize(1, 112, 112));
    assertThat(Samples.digit().values()).isEqualTo(DrawnSeven.draw().values());
  }

  @Test
  void photo_isTheRenderedStillLife() {
    Picture photo = Samples.photo();

    assertThat(photo.size()).isEqualTo(new ImageSize(3, 300, 400));
    int samples = 0;
    long difference = 0;
    for (int i = 0; i < 400 * 300; i += 997) {
      difference += difference(photo.rgb(i / 400, i % 400), StillLife.rgb(i / 400, i % 400));
      samples += 3;
    }
    // The photo is a JPEG and loses a little of the grain.
    assertThat((double) difference / samples).isLessThan(4);
  }

  private static int difference(int first, int second) {
    int sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      sum += Math.abs((first >> shift & 0xFF) - (second >> shift & 0xFF));
    }
    return sum;
  }
}
