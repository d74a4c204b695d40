package io.vitrine.render;

import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.TextStyle.Weight;
import io.vitrine.render.text.Fonts;
import io.vitrine.render.text.GlyphRun;
import java.util.List;

/** The letters of a text as outlines in their places. */
final class TextOutlines {
  private TextOutlines() {}

  /** Is told each letter. */
  @FunctionalInterface
  interface Letters {
    /**
     * One letter.
     *
     * @param outline in ems, y upwards
     * @param map to pixels: x' = m0 x + m2 y + m4, y' = m1 x + m3 y + m5
     * @param isEmboldened whether a line is to be drawn around it
     */
    void add(Outline outline, double[] map, boolean isEmboldened);
  }

  /** The width in pixels of the line around emboldened letters. */
  static double emboldening(Element.Text text) {
    return Fonts.EMBOLDENING * text.style().size();
  }

  /** Whether a line is drawn around some of its letters. */
  static boolean isEmboldened(Element.Text text) {
    return text.style().weight() == Weight.BOLD
        && Fonts.runs(text.text(), Weight.BOLD).stream().anyMatch(GlyphRun::isEmboldened);
  }

  static void forEach(Element.Text text, Letters letters) {
    double size = text.style().size();
    double x = start(text);
    double cos = Math.cos(Math.toRadians(text.angle())) * size;
    double sin = Math.sin(Math.toRadians(text.angle())) * size;
    List<GlyphRun> runs = Fonts.runs(text.text(), text.style().weight());
    for (GlyphRun run : runs) {
      for (int glyph : run.glyphs()) {
        double[] map = {cos, sin, sin, -cos, text.x() + x * cos, text.y() + x * sin};
        letters.add(Fonts.outline(run.face(), glyph), map, run.isEmboldened());
        x += Fonts.advance(run.face(), glyph);
      }
    }
  }

  /** Where the text begins, in ems from its anchor. */
  private static double start(Element.Text text) {
    return switch (text.anchor()) {
      case START -> 0;
      case MIDDLE -> -width(text) / 2;
      case END -> -width(text);
    };
  }

  private static double width(Element.Text text) {
    return Fonts.width(text.text(), text.style()) / text.style().size();
  }
}
