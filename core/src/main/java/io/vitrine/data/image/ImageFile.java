package io.vitrine.data.image;

import io.vitrine.model.ModelFormatException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads a PNG or JPEG file, by its content whatever its name, as Pillow does it for PyTorch's
 * users:
 *
 * <ul>
 *   <li>alpha is dropped, not composed on a background; a palette is looked up;
 *   <li>the picture is turned upright by its EXIF orientation;
 *   <li>CMYK and YCCK JPEGs become red, green and blue; colour profiles are ignored;
 *   <li>of 16-bit PNGs the upper byte is kept (Pillow does so for colour; 16-bit grey it clips at
 *       255 instead, which leaves white, and is not followed).
 * </ul>
 *
 * <p>Refused by name: JPEGs of 12 bits, lossless, hierarchical or arithmetic-coded; pictures above
 * 2^27 pixels; every other format.
 */
public final class ImageFile {
  private static final long MAX_PIXELS = 1L << 27;

  private ImageFile() {}

  /**
   * The picture in a file: one channel where the file is grey, otherwise three.
   *
   * @throws ModelFormatException where the file is no PNG or JPEG, is cut, damaged, empty or of a
   *     kind that is not read; the message names the file, and the byte where it can
   */
  public static Picture read(Path file) throws IOException {
    return read(Files.readAllBytes(file), file.toString());
  }

  /** The picture in a file's bytes; the name is for messages. */
  public static Picture read(byte[] file, String name) throws IOException {
    byte[] head = Arrays.copyOf(file, Math.min(file.length, Signature.LENGTH));
    if (Signature.isPng(head)) {
      return readPng(file, name);
    }
    if (Signature.isJpeg(head)) {
      return readJpeg(file, name);
    }
    throw new ModelFormatException(
        name
            + ": expected a PNG or JPEG image, found "
            + Signature.describe(head)
            + " (byte 0)"
            + (head.length > 0 ? "; convert it to PNG" : ""));
  }

  private static Picture readPng(byte[] file, String name) throws IOException {
    PngHeader header = PngHeader.read(file, name);
    checkSize(header.width(), header.height(), name);
    BufferedImage image = decode("png", file, name, reader -> reader.read(0));
    Picture stored =
        image.getColorModel() instanceof IndexColorModel palette
            ? picture(image.getRaster(), header.isGrey(), row -> lookUp(row[0], palette))
            : picture(image.getRaster(), header.isGrey(), UnaryOperator.identity());
    return header.orientation().apply(stored);
  }

  private static Picture readJpeg(byte[] file, String name) throws IOException {
    JpegHeader header = JpegHeader.read(file, name);
    checkSize(header.width(), header.height(), name);
    Raster raster = decode("jpeg", file, name, reader -> reader.readRaster(0, null));
    JpegColours colours = header.colours();
    return header.orientation().apply(picture(raster, colours.isGrey(), colours::convert));
  }

  private static void checkSize(int width, int height, String name) throws ModelFormatException {
    if ((long) width * height > MAX_PIXELS) {
      throw new ModelFormatException(
          name
              + ": expected at most "
              + MAX_PIXELS
              + " pixels, found "
              + width
              + " x "
              + height
              + "; make it smaller");
    }
  }

  /** What is asked of an opened reader. */
  private interface Decoding<T> {
    T from(ImageReader reader) throws IOException;
  }

  private static <T> T decode(String format, byte[] file, String name, Decoding<T> decoding)
      throws IOException {
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      return decoding.from(reader);
    } catch (IOException | RuntimeException e) {
      throw new ModelFormatException(
          name + ": the pixels cannot be decoded (" + e.getMessage() + "); the file is damaged", e);
    } finally {
      reader.dispose();
    }
  }

  /** The picture in a raster, whose rows of samples, one array a band, a conversion turns. */
  private static Picture picture(Raster raster, boolean grey, UnaryOperator<int[][]> conversion) {
    ImageSize size = new ImageSize(grey ? 1 : 3, raster.getHeight(), raster.getWidth());
    byte[] values = new byte[size.elements()];
    for (int y = 0; y < size.height(); y++) {
      int[][] row = conversion.apply(row(raster, y));
      for (int c = 0; c < size.channels(); c++) {
        int target = (c * size.height() + y) * size.width();
        for (int x = 0; x < size.width(); x++) {
          values[target + x] = (byte) row[c][x];
        }
      }
    }
    return Picture.owning(size, values);
  }

  /** One row's samples, one array a band; those of 16 bits cut to their upper byte. */
  private static int[][] row(Raster raster, int y) {
    int[][] row = new int[raster.getNumBands()][];
    for (int band = 0; band < row.length; band++) {
      row[band] = raster.getSamples(0, y, raster.getWidth(), 1, band, (int[]) null);
      int excess = raster.getSampleModel().getSampleSize(band) - 8;
      for (int x = 0; excess > 0 && x < row[band].length; x++) {
        row[band][x] >>= excess;
      }
    }
    return row;
  }

  private static int[][] lookUp(int[] indices, IndexColorModel palette) {
    int[][] row = new int[3][indices.length];
    for (int x = 0; x < indices.length; x++) {
      row[0][x] = palette.getRed(indices[x]);
      row[1][x] = palette.getGreen(indices[x]);
      row[2][x] = palette.getBlue(indices[x]);
    }
    return row;
  }
}
