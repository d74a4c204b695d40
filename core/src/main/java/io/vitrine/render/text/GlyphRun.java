package io.vitrine.render.text;

import java.util.List;

/**
 * Part of a text in one typeface.
 *
 * @param text its characters
 * @param glyphs one for each character; 0 for a missing one
 * @param x where it begins, in ems from the text's beginning
 * @param isEmboldened whether the typeface has no bold and is to be drawn fatter
 */
public record GlyphRun(
    Typeface face, String text, List<Integer> glyphs, double x, boolean isEmboldened) {
  public GlyphRun {
    glyphs = List.copyOf(glyphs);
  }
}
