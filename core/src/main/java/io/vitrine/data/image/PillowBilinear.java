package io.vitrine.data.image;

/**
 * Bilinear resizing by Pillow's rules, along one axis after the other.
 *
 * <p>For {@code scale = in / out} and filter width {@code f = max(scale, 1)}, output {@code i} has
 * its centre at {@code (i + 0.5) scale} and weighs the inputs within {@code f} of it by a triangle,
 * normalised to a sum of 1. For bytes the weights are 22-bit fixed point, rounded half away from
 * zero, and each pass adds one half, shifts and clips to 0..255; an axis whose size stays is
 * skipped. Cost: {@code out x (2 f + 1)} multiplications a row.
 *
 * <p>Source: the behaviour of Pillow's {@code Image.resize(size, BILINEAR)}, checked against
 * recorded results.
 */
public final class PillowBilinear {
  private static final int PRECISION_BITS = 32 - 8 - 2;

  private final ImageSize from;
  private final ImageSize to;
  private final Axis horizontal;
  private final Axis vertical;

  private PillowBilinear(ImageSize from, int height, int width) {
    this.from = from;
    this.to = from.resized(height, width);
    this.horizontal = new Axis(from.width(), width);
    this.vertical = new Axis(from.height(), height);
  }

  /** A resizing of images of one size to another height and width. */
  public static PillowBilinear of(ImageSize from, int height, int width) {
    return new PillowBilinear(from, height, width);
  }

  /** The resized image of bytes, a new array unless the size stays. */
  public byte[] resize(byte[] image) {
    byte[] rows = horizontal.keepsSize() ? image : horizontally(image);
    return vertical.keepsSize() ? rows : vertically(rows);
  }

  /** The resized image of floats, a new array unless the size stays. */
  public float[] resize(float[] image) {
    float[] rows = horizontal.keepsSize() ? image : horizontally(image);
    return vertical.keepsSize() ? rows : vertically(rows);
  }

  private byte[] horizontally(byte[] image) {
    int rows = from.channels() * from.height();
    byte[] result = new byte[rows * to.width()];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < to.width(); x++) {
        result[y * to.width() + x] =
            horizontal.mix(image, y * from.width() + horizontal.first[x], 1, x);
      }
    }
    return result;
  }

  private byte[] vertically(byte[] image) {
    int width = to.width();
    byte[] result = new byte[to.elements()];
    for (int c = 0; c < to.channels(); c++) {
      for (int y = 0; y < to.height(); y++) {
        int source = (c * from.height() + vertical.first[y]) * width;
        int target = (c * to.height() + y) * width;
        for (int x = 0; x < width; x++) {
          result[target + x] = vertical.mix(image, source + x, width, y);
        }
      }
    }
    return result;
  }

  private float[] horizontally(float[] image) {
    int rows = from.channels() * from.height();
    float[] result = new float[rows * to.width()];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < to.width(); x++) {
        result[y * to.width() + x] =
            horizontal.mix(image, y * from.width() + horizontal.first[x], 1, x);
      }
    }
    return result;
  }

  private float[] vertically(float[] image) {
    int width = to.width();
    float[] result = new float[to.elements()];
    for (int c = 0; c < to.channels(); c++) {
      for (int y = 0; y < to.height(); y++) {
        int source = (c * from.height() + vertical.first[y]) * width;
        int target = (c * to.height() + y) * width;
        for (int x = 0; x < width; x++) {
          result[target + x] = vertical.mix(image, source + x, width, y);
        }
      }
    }
    return result;
  }

  /** The weights of one axis: output i reads {@code count[i]} inputs from {@code first[i]} on. */
  private static final class Axis {
    private final int in;
    private final int out;
    private final int stride;
    final int[] first;
    private final int[] count;
    private final double[] weights;
    private final int[] fixed;

    Axis(int in, int out) {
      this.in = in;
      this.out = out;
      double scale = (double) in / out;
      double width = Math.max(scale, 1.0);
      stride = (int) Math.ceil(width) * 2 + 1;
      first = new int[out];
      count = new int[out];
      weights = new double[out * stride];
      for (int i = 0; i < out; i++) {
        fill(i, (i + 0.5) * scale, width);
      }
      fixed = new int[weights.length];
      for (int k = 0; k < weights.length; k++) {
        fixed[k] = (int) (0.5 + weights[k] * (1 << PRECISION_BITS));
      }
    }

    private void fill(int i, double centre, double width) {
      first[i] = Math.max((int) (centre - width + 0.5), 0);
      count[i] = Math.min((int) (centre + width + 0.5), in) - first[i];
      double inverse = 1.0 / width;
      double sum = 0;
      for (int k = 0; k < count[i]; k++) {
        double weight = triangle((k + first[i] - centre + 0.5) * inverse);
        weights[i * stride + k] = weight;
        sum += weight;
      }
      for (int k = 0; k < count[i]; k++) {
        weights[i * stride + k] /= sum;
      }
    }

    private static double triangle(double x) {
      return Math.max(0.0, 1.0 - Math.abs(x));
    }

    boolean keepsSize() {
      return in == out;
    }

    byte mix(byte[] image, int start, int step, int i) {
      int sum = 1 << (PRECISION_BITS - 1);
      int at = start;
      for (int k = i * stride, end = k + count[i]; k < end; k++, at += step) {
        sum += (image[at] & 0xFF) * fixed[k];
      }
      return (byte) Math.min(sum >> PRECISION_BITS, 255);
    }

    float mix(float[] image, int start, int step, int i) {
      double sum = 0;
      int at = start;
      for (int k = i * stride, end = k + count[i]; k < end; k++, at += step) {
        sum += image[at] * weights[k];
      }
      return (float) sum;
    }
  }
}
