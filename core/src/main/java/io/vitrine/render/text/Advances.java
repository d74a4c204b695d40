package io.vitrine.render.text;

import io.vitrine.render.drawing.TextStyle.Weight;
import java.util.Arrays;

/**
 * How far the letters move on that most texts are made of, looked up once: a graph of ten thousand
 * boxes measures a million of them.
 */
final class Advances {
  private static final int FIRST = ' ';
  private static final int END = 0x180;
  private static final String SIGNS = "–—‘’“”…";
  private static final int SIZE = 0x2030;

  private static final double[] REGULAR = of(Typeface.INTER_REGULAR);
  private static final double[] BOLD = of(Typeface.INTER_BOLD);

  private Advances() {}

  private static double[] of(Typeface face) {
    double[] advances = new double[SIZE];
    Arrays.fill(advances, Double.NaN);
    for (int c = FIRST; c < END; c++) {
      put(advances, face, c);
    }
    SIGNS.chars().forEach(c -> put(advances, face, c));
    return advances;
  }

  private static void put(double[] advances, Typeface face, int c) {
    int glyph = face.glyph(c);
    if (glyph != 0) {
      advances[c] = face.advance(glyph);
    }
  }

  /** The width of a text in ems; NaN where it has other letters. */
  static double sum(String text, Weight weight) {
    double[] advances = weight == Weight.BOLD ? BOLD : REGULAR;
    double ems = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= SIZE) {
        return Double.NaN;
      }
      ems += advances[c];
    }
    return ems;
  }
}
