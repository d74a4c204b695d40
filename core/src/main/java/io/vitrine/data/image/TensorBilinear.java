package io.vitrine.data.image;

/**
 * A tensor's bilinear resizing, without antialiasing, in 32-bit floats.
 *
 * <p>Output {@code i} reads at {@code s = max((i + 0.5) in / out - 0.5, 0)}, between {@code
 * floor(s)} and the next input (the last one is its own neighbour), in both axes:
 *
 * <pre>y = (1 - v) ((1 - u) a + u b) + v ((1 - u) c + u d)</pre>
 *
 * <p>Source: PyTorch's {@code interpolate(mode="bilinear", align_corners=False)}.
 */
public final class TensorBilinear {
  private final ImageSize from;
  private final ImageSize to;
  private final Axis horizontal;
  private final Axis vertical;

  private TensorBilinear(ImageSize from, int height, int width) {
    this.from = from;
    this.to = from.resized(height, width);
    this.horizontal = new Axis(from.width(), width);
    this.vertical = new Axis(from.height(), height);
  }

  /** A resizing of images of one size to another height and width. */
  public static TensorBilinear of(ImageSize from, int height, int width) {
    return new TensorBilinear(from, height, width);
  }

  /** The resized image, a new array. */
  public float[] resize(float[] image) {
    float[] result = new float[to.elements()];
    int target = 0;
    for (int c = 0; c < to.channels(); c++) {
      for (int y = 0; y < to.height(); y++) {
        int upper = c * from.plane() + vertical.low[y] * from.width();
        int lower = c * from.plane() + vertical.high[y] * from.width();
        for (int x = 0; x < to.width(); x++) {
          result[target++] = mix(image, upper, lower, x, vertical.share[y]);
        }
      }
    }
    return result;
  }

  private float mix(float[] image, int upper, int lower, int x, float v) {
    int left = horizontal.low[x];
    int right = horizontal.high[x];
    float u = horizontal.share[x];
    float above = (1 - u) * image[upper + left] + u * image[upper + right];
    float below = (1 - u) * image[lower + left] + u * image[lower + right];
    return (1 - v) * above + v * below;
  }

  /** Where each output of one axis reads: {@code (1 - share) low + share high}. */
  private static final class Axis {
    final int[] low;
    final int[] high;
    final float[] share;

    Axis(int in, int out) {
      low = new int[out];
      high = new int[out];
      share = new float[out];
      float scale = (float) in / out;
      for (int i = 0; i < out; i++) {
        float source = Math.max(scale * (i + 0.5f) - 0.5f, 0);
        low[i] = Math.min((int) source, in - 1);
        high[i] = Math.min(low[i] + 1, in - 1);
        share[i] = Math.min(Math.max(source - low[i], 0), 1);
      }
    }
  }
}
