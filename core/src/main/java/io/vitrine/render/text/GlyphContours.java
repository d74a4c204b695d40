package io.vitrine.render.text;

import io.vitrine.render.drawing.Outline;
import java.nio.ByteBuffer;

/** The points of a simple glyph (OpenType 1.9, chapter glyf). */
final class GlyphContours {
  private static final int ON_CURVE = 1;
  private static final int X_BYTE = 2;
  private static final int Y_BYTE = 4;
  private static final int REPEAT = 8;
  private static final int X_SAME = 16;
  private static final int Y_SAME = 32;

  private final int[] ends;
  private final int[] flags;
  private final int[] xs;
  private final int[] ys;
  private int at;

  GlyphContours(ByteBuffer bytes, int start, int contours) {
    ends = new int[contours];
    for (int i = 0; i < contours; i++) {
      ends[i] = bytes.getShort(start + 2 * i) & 0xFFFF;
    }
    int points = contours == 0 ? 0 : ends[contours - 1] + 1;
    int instructions = bytes.getShort(start + 2 * contours) & 0xFFFF;
    at = start + 2 * contours + 2 + instructions;
    flags = readFlags(bytes, points);
    xs = readCoordinates(bytes, X_BYTE, X_SAME);
    ys = readCoordinates(bytes, Y_BYTE, Y_SAME);
  }

  private int[] readFlags(ByteBuffer bytes, int points) {
    int[] read = new int[points];
    for (int i = 0; i < points; i++) {
      int flag = bytes.get(at++);
      read[i] = flag;
      if ((flag & REPEAT) != 0) {
        for (int more = bytes.get(at++) & 0xFF; more > 0; more--) {
          read[++i] = flag;
        }
      }
    }
    return read;
  }

  private int[] readCoordinates(ByteBuffer bytes, int isByte, int isSame) {
    int[] read = new int[flags.length];
    int value = 0;
    for (int i = 0; i < read.length; i++) {
      boolean same = (flags[i] & isSame) != 0;
      if ((flags[i] & isByte) != 0) {
        int step = bytes.get(at++) & 0xFF;
        value += same ? step : -step;
      } else if (!same) {
        value += bytes.getShort(at);
        at += 2;
      }
      read[i] = value;
    }
    return read;
  }

  /** Adds all contours under the map x' = m0 x + m2 y + m4, y' = m1 x + m3 y + m5. */
  void writeTo(Outline.Builder builder, double[] map) {
    int from = 0;
    for (int end : ends) {
      writeContour(builder, map, from, end - from + 1);
      from = end + 1;
    }
  }

  /**
   * Between two points off the curve lies one on it, half way; a contour may begin off the curve.
   */
  private void writeContour(Outline.Builder builder, double[] map, int from, int size) {
    if (size < 2) {
      return;
    }
    Contour contour = new Contour(map, from, size);
    int first = 0;
    while (first < size && !contour.isOn(first)) {
      first++;
    }
    double[] begin = first < size ? contour.point(first) : contour.middle(0, size - 1);
    first = first < size ? first : size - 1;
    builder.moveTo(begin[0], begin[1]);
    for (int i = 1; i <= size; i++) {
      double[] point = contour.point(first + i);
      if (contour.isOn(first + i)) {
        builder.lineTo(point[0], point[1]);
      } else {
        boolean last = i == size;
        boolean onNext = contour.isOn(first + i + 1);
        double[] to =
            last
                ? begin
                : onNext ? contour.point(first + i + 1) : contour.middle(first + i, first + i + 1);
        builder.quadTo(point[0], point[1], to[0], to[1]);
        i += onNext ? 1 : 0;
      }
    }
    builder.close();
  }

  /** One contour's points, counted around. */
  private final class Contour {
    private final double[] map;
    private final int from;
    private final int size;

    Contour(double[] map, int from, int size) {
      this.map = map;
      this.from = from;
      this.size = size;
    }

    boolean isOn(int index) {
      return (flags[from + index % size] & ON_CURVE) != 0;
    }

    double[] point(int index) {
      double x = xs[from + index % size];
      double y = ys[from + index % size];
      return new double[] {map[0] * x + map[2] * y + map[4], map[1] * x + map[3] * y + map[5]};
    }

    double[] middle(int a, int b) {
      double[] p = point(a);
      double[] q = point(b);
      return new double[] {(p[0] + q[0]) / 2, (p[1] + q[1]) / 2};
    }
  }
}
