package io.vitrine.data.image;

import java.util.ArrayList;
import java.util.List;

/**
 * The sample digit: a seven as a felt-tip would write it, white on black like MNIST's, 112 x 112.
 * Three curved strokes whose width follows the pressure of the hand.
 */
final class DrawnSeven {
  static final int SIZE = 112;
  private static final int STEPS = 60;
  private static final int SUB = 4;

  /** Quadratic curves: start, control and end point, and the pen's radius at both ends. */
  private static final double[][] STROKES = {
    {25, 21, 44, 15, 87, 18, 5.1, 5.9},
    {87, 18, 68, 45, 56, 93, 5.9, 4.2},
    {41, 55, 57, 51, 77, 52, 3.8, 4.5},
  };

  private final List<Disc> discs = new ArrayList<>();

  private DrawnSeven() {
    for (double[] stroke : STROKES) {
      for (int i = 0; i <= STEPS; i++) {
        discs.add(disc(stroke, (double) i / STEPS));
      }
    }
  }

  /** The pen at one moment. */
  private record Disc(double x, double y, double radius) {}

  static Picture draw() {
    DrawnSeven seven = new DrawnSeven();
    byte[] values = new byte[SIZE * SIZE];
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) seven.level(i / SIZE, i % SIZE);
    }
    return Picture.of(new ImageSize(1, SIZE, SIZE), values);
  }

  private static Disc disc(double[] s, double t) {
    double x = (1 - t) * (1 - t) * s[0] + 2 * t * (1 - t) * s[2] + t * t * s[4];
    double y = (1 - t) * (1 - t) * s[1] + 2 * t * (1 - t) * s[3] + t * t * s[5];
    double wobble = 0.7 * (Noise.smooth(x * 0.11, y * 0.11, 5) - 0.5);
    return new Disc(x, y, Noise.mix(s[6], s[7], t) + wobble);
  }

  /** The ink of one pixel, from 16 points within it. */
  private int level(int y, int x) {
    double ink = 0;
    for (int s = 0; s < SUB * SUB; s++) {
      double px = x + (s % SUB + 0.5) / SUB;
      int row = s / SUB;
      double py = y + (row + 0.5) / SUB;
      ink += 1 - Noise.step(-0.8, 0.8, distance(px, py));
    }
    double paper = 0.94 + 0.06 * Noise.fractal(x * 0.3, y * 0.3, 1);
    return (int) (255 * paper * ink / (SUB * SUB) + 0.5);
  }

  /** The distance to the nearest edge of the strokes, negative within them. */
  private double distance(double x, double y) {
    double nearest = Double.MAX_VALUE;
    for (Disc disc : discs) {
      double dx = x - disc.x();
      double dy = y - disc.y();
      nearest = Math.min(nearest, Math.sqrt(dx * dx + dy * dy) - disc.radius());
    }
    return nearest;
  }
}
