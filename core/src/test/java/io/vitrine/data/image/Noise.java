package io.vitrine.data.image;

/** Repeatable noise without tables: hashed lattice points, smoothly joined. */
final class Noise {
  private Noise() {}

  /** A number in 0..1 for a lattice point. */
  static double at(long x, long y, long z) {
    long h = x * 0x9E3779B97F4A7C15L ^ y * 0xC2B2AE3D27D4EB4FL ^ z * 0x165667B19E3779F9L;
    h = (h ^ (h >>> 31)) * 0xBF58476D1CE4E5B9L;
    h = (h ^ (h >>> 29)) * 0x94D049BB133111EBL;
    return ((h ^ (h >>> 32)) >>> 11) * 0x1p-53;
  }

  /** Smooth noise in 0..1. */
  static double smooth(double x, double y, double z) {
    long i = (long) StrictMath.floor(x);
    long j = (long) StrictMath.floor(y);
    long k = (long) StrictMath.floor(z);
    double u = ease(x - i);
    double v = ease(y - j);
    double w = ease(z - k);
    double near =
        mix(mix(at(i, j, k), at(i + 1, j, k), u), mix(at(i, j + 1, k), at(i + 1, j + 1, k), u), v);
    double far =
        mix(
            mix(at(i, j, k + 1), at(i + 1, j, k + 1), u),
            mix(at(i, j + 1, k + 1), at(i + 1, j + 1, k + 1), u),
            v);
    return mix(near, far, w);
  }

  /** Four octaves of smooth noise, in 0..1. */
  static double fractal(double x, double y, double z) {
    double sum = 0;
    double weight = 0.5;
    double scale = 1;
    for (int octave = 0; octave < 4; octave++) {
      sum += weight * smooth(x * scale, y * scale, z * scale + 17 * octave);
      weight /= 2;
      scale *= 2.03;
    }
    return sum / 0.9375;
  }

  static double mix(double a, double b, double share) {
    return a + (b - a) * share;
  }

  /** 0 up to {@code from}, 1 from {@code to} on, smooth between. */
  static double step(double from, double to, double x) {
    return ease(Math.max(0, Math.min(1, (x - from) / (to - from))));
  }

  private static double ease(double t) {
    return t * t * (3 - 2 * t);
  }
}
