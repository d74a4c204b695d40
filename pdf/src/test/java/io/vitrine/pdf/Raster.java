package io.vitrine.pdf;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;

/** A page as pixels, to be compared with another. */
record Raster(BufferedImage image) {
  private static final int SQUARE = 16;

  /** A white page. */
  static BufferedImage page(int width, int height) {
    BufferedImage page = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    java.awt.Graphics2D graphics = page.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.dispose();
    return page;
  }

  int width() {
    return image.getWidth();
  }

  int height() {
    return image.getHeight();
  }

  /** The mean difference of a channel, of 255, over the part that both have. */
  double meanDifference(Raster other) {
    int width = Math.min(width(), other.width());
    int height = Math.min(height(), other.height());
    long sum = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        sum += difference(image.getRGB(x, y), other.image.getRGB(x, y));
      }
    }
    return sum / 3.0 / width / height;
  }

  /** The squares of 16 pixels whose means differ by more than a tenth of the range. */
  List<String> differentSquares(Raster other) {
    int columns = Math.min(width(), other.width()) / SQUARE;
    int rows = Math.min(height(), other.height()) / SQUARE;
    return IntStream.range(0, rows * columns)
        .filter(
            i ->
                Math.abs(mean(i % columns, i / columns) - other.mean(i % columns, i / columns))
                    > 24)
        .mapToObj(i -> i % columns * SQUARE + ", " + i / columns * SQUARE)
        .toList();
  }

  private double mean(int column, int row) {
    long sum = 0;
    for (int rgb : image.getRGB(column * SQUARE, row * SQUARE, SQUARE, SQUARE, null, 0, SQUARE)) {
      sum += (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF);
    }
    return sum / 3.0 / (SQUARE * SQUARE);
  }

  /** How many pixels are not as white as paper. */
  long ink() {
    return IntStream.range(0, height())
        .mapToLong(
            y ->
                IntStream.range(0, width())
                    .filter(x -> (image.getRGB(x, y) & 0xFFFFFF) < 0xF0F0F0)
                    .count())
        .sum();
  }

  private static int difference(int p, int q) {
    return Math.abs((p >> 16 & 0xFF) - (q >> 16 & 0xFF))
        + Math.abs((p >> 8 & 0xFF) - (q >> 8 & 0xFF))
        + Math.abs((p & 0xFF) - (q & 0xFF));
  }
}
