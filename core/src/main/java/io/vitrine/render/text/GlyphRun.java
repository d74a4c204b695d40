package io.vitrine.render.text;

import java.util.List;

/**
 * Part of a text in one typeface.
 *
 * @param text its characters
 * @param glyphs one for each character; a missing one is 0, in a run by itself
 * @param x where it begins, in ems from the text's beginning
 * @param isEmboldened whether the typeface has no bold and is to be drawn fatter
 */
public record GlyphRun(
    Typeface face, String text, List<Integer> glyphs, double x, boolean isEmboldened) {
  public GlyphRun {
    glyphs = List.copyOf(glyphs);
  }

  /** Whether it is a character that no font of ours has. */
  public boolean isMissing() {
    return glyphs.contains(0);
  }
}
