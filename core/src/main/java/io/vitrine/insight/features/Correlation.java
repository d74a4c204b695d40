package io.vitrine.insight.features;

import java.util.OptionalDouble;

/**
 * Compares a map (h, w) with the image (H, W) that caused it: Pearson's r over the map's cells with
 * the image's edge strength, and with its background, both averaged down to the map's size.
 *
 * <p>Edge strength is the magnitude of the Sobel gradient, the border repeated. Background are the
 * pixels within {@value #NEAR} of the image's range from the median of its border pixels. Maps of
 * fewer than {@value #CELLS} cells are not compared: with so few, a high r is easily chance. Nor is
 * an image compared whose background takes up less than {@value #SHARE} or all but that.
 */
final class Correlation {
  static final double NEAR = 0.1;
  static final int CELLS = 64;
  static final double SHARE = 0.05;

  private final double[] edges;
  private final double[] background;
  private final int height;
  private final int width;
  private final boolean hasBackground;

  private Correlation(double[] edges, double[] background, int height, int width) {
    this.edges = edges;
    this.background = background;
    this.height = height;
    this.width = width;
    double share = java.util.Arrays.stream(background).average().orElse(0);
    this.hasBackground = share >= SHARE && share <= 1 - SHARE;
  }

  /** For a gray image (H, W), row-major. */
  static Correlation with(float[] image, int height, int width) {
    return new Correlation(
        sobel(image, height, width), background(image, height, width), height, width);
  }

  /** r of a map (h, w) with the edge strength. */
  OptionalDouble outline(double[] map, int h, int w) {
    return comparable(h, w) ? pearson(map, averaged(edges, h, w)) : OptionalDouble.empty();
  }

  /** r of a map (h, w) with the background, 1 there and 0 on the object. */
  OptionalDouble background(double[] map, int h, int w) {
    return comparable(h, w) && hasBackground
        ? pearson(map, averaged(background, h, w))
        : OptionalDouble.empty();
  }

  private boolean comparable(int h, int w) {
    return h * w >= CELLS && h <= height && w <= width;
  }

  private static double[] sobel(float[] image, int height, int width) {
    double[] magnitude = new double[height * width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double across = 0;
        double down = 0;
        for (int k = -1; k <= 1; k++) {
          int weight = 2 - Math.abs(k);
          across +=
              weight
                  * (at(image, height, width, y + k, x + 1)
                      - at(image, height, width, y + k, x - 1));
          down +=
              weight
                  * (at(image, height, width, y + 1, x + k)
                      - at(image, height, width, y - 1, x + k));
        }
        magnitude[y * width + x] = Math.hypot(across, down);
      }
    }
    return magnitude;
  }

  private static double at(float[] image, int height, int width, int y, int x) {
    int row = Math.max(0, Math.min(height - 1, y));
    int column = Math.max(0, Math.min(width - 1, x));
    return image[row * width + column];
  }

  private static double[] background(float[] image, int height, int width) {
    double median = borderMedian(image, height, width);
    float min = Float.POSITIVE_INFINITY;
    float max = Float.NEGATIVE_INFINITY;
    for (float value : image) {
      min = Math.min(min, value);
      max = Math.max(max, value);
    }
    double[] mask = new double[image.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = Math.abs(image[i] - median) <= NEAR * (max - min) ? 1 : 0;
    }
    return mask;
  }

  private static double borderMedian(float[] image, int height, int width) {
    double[] border =
        java.util.stream.IntStream.range(0, image.length)
            .filter(i -> isBorder(i / width, i % width, height, width))
            .mapToDouble(i -> image[i])
            .sorted()
            .toArray();
    return border[border.length / 2];
  }

  private static boolean isBorder(int y, int x, int height, int width) {
    return y == 0 || x == 0 || y == height - 1 || x == width - 1;
  }

  /** Means of (H, W) over the h x w boxes it is divided into, boxes rounded to whole pixels. */
  private double[] averaged(double[] values, int h, int w) {
    double[] means = new double[h * w];
    for (int i = 0; i < means.length; i++) {
      int y = i / w;
      int x = i % w;
      double sum = 0;
      int count = 0;
      for (int row = y * height / h; row < (y + 1) * height / h; row++) {
        for (int column = x * width / w; column < (x + 1) * width / w; column++) {
          sum += values[row * width + column];
          count++;
        }
      }
      means[i] = sum / count;
    }
    return means;
  }

  /** Pearson's r, -1 to 1; empty where one side is constant or not finite. */
  static OptionalDouble pearson(double[] a, double[] b) {
    double meanA = java.util.Arrays.stream(a).average().orElse(Double.NaN);
    double meanB = java.util.Arrays.stream(b).average().orElse(Double.NaN);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    double r = ab / Math.sqrt(aa * bb);
    return Double.isFinite(r) ? OptionalDouble.of(r) : OptionalDouble.empty();
  }
}
