package io.vitrine.render.text;

import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.drawing.TextStyle.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Measures text and finds its glyphs in the fonts that ship with us.
 *
 * <p>Each character is taken from Inter or else from Noto Sans SC; quotation marks, dashes and dots
 * beside Chinese characters are the Chinese ones. A character that neither has is drawn as a box
 * and reported once, never thrown.
 */
public final class Fonts {
  /** Width of the box for a missing character, in ems. */
  static final double MISSING_WIDTH = 0.6;

  /** Height of capitals in ems, of Inter. */
  public static final double CAP_HEIGHT = 0.727;

  /** Depth below the base line that letters reach, in ems. */
  public static final double DESCENT = 0.22;

  /** Height above the base line that letters reach, in ems, accents on capitals apart. */
  public static final double ASCENT = 0.78;

  /** Width, in ems, of the line that fattens a typeface without a bold. */
  public static final double EMBOLDENING = 0.045;

  private static final System.Logger LOG = System.getLogger("io.vitrine.render");
  private static final Set<Integer> REPORTED = ConcurrentHashMap.newKeySet();
  private static final String SHARED_PUNCTUATION = "“”‘’…—·";

  private static final int FIRST_HAN = 0x2E80;

  private Fonts() {}

  /** The width of a text in pixels. */
  public static double width(String text, TextStyle style) {
    double latin = Advances.sum(text, style.weight());
    if (!Double.isNaN(latin)) {
      return latin * style.size();
    }
    double ems = 0;
    for (GlyphRun run : runs(text, style.weight())) {
      ems += width(run);
    }
    return ems * style.size();
  }

  /** The width of a run in ems. */
  public static double width(GlyphRun run) {
    double ems = 0;
    for (int glyph : run.glyphs()) {
      ems += advance(run.face(), glyph);
    }
    return ems;
  }

  /** How far a glyph moves on, in ems. */
  public static double advance(Typeface face, int glyph) {
    return glyph == 0 ? MISSING_WIDTH : face.advance(glyph);
  }

  /** A glyph's outline in ems, y upwards; a box for a missing one. */
  public static Outline outline(Typeface face, int glyph) {
    return glyph == 0 ? missing() : face.outline(glyph);
  }

  private static Outline missing() {
    Outline.Builder box = Outline.polyline(0.05, 0, 0.55, 0, 0.55, 0.72, 0.05, 0.72);
    box.close();
    box.moveTo(0.1, 0.05);
    box.lineTo(0.1, 0.67);
    box.lineTo(0.5, 0.67);
    box.lineTo(0.5, 0.05);
    box.close();
    return box.build();
  }

  /** The upright box around a text at the origin, in pixels, y downwards. */
  public static Box box(String text, TextStyle style) {
    double size = style.size();
    return new Box(0, -ASCENT * size, width(text, style), (ASCENT + DESCENT) * size);
  }

  /** The characters that no font of ours has, as far as they were asked for. */
  public static Set<Integer> missingCharacters() {
    return Set.copyOf(REPORTED);
  }

  /** Splits a text into parts of one typeface each. */
  public static List<GlyphRun> runs(String text, Weight weight) {
    boolean chinese = hasHan(text);
    Typeface latin = weight == Weight.BOLD ? Typeface.INTER_BOLD : Typeface.INTER_REGULAR;
    Splitter splitter = new Splitter(weight);
    int c;
    for (int i = 0; i < text.length(); i += Character.charCount(c)) {
      c = text.codePointAt(i);
      boolean skip = chinese && SHARED_PUNCTUATION.indexOf(c) >= 0;
      int glyph = skip || isHan(c) ? 0 : latin.glyph(c);
      if (glyph != 0) {
        splitter.add(latin, c, glyph);
      } else {
        splitter.addOther(latin, c);
      }
    }
    return splitter.finish();
  }

  private static boolean hasHan(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= FIRST_HAN && isHan(text.codePointAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHan(int codePoint) {
    return codePoint >= FIRST_HAN
        && Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
  }

  private static void report(int codePoint) {
    if (REPORTED.add(codePoint)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "no font of ours has the character U+{0} ({1}); it is drawn as a box",
          String.format(java.util.Locale.ROOT, "%04X", codePoint),
          Character.getName(codePoint));
    }
  }

  /** Collects characters into runs. */
  private static final class Splitter {
    private final List<GlyphRun> runs = new ArrayList<>();
    private final Weight weight;
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> glyphs = new ArrayList<>();
    private Typeface face = Typeface.INTER_REGULAR;
    private double x;
    private double start;

    Splitter(Weight weight) {
      this.weight = weight;
    }

    void addOther(Typeface latin, int codePoint) {
      int glyph = Character.isWhitespace(codePoint) ? 0 : Typeface.NOTO_SANS_SC.glyph(codePoint);
      if (glyph != 0) {
        add(Typeface.NOTO_SANS_SC, codePoint, glyph);
      } else if (Character.isWhitespace(codePoint) || Character.isISOControl(codePoint)) {
        add(latin, ' ', latin.glyph(' '));
      } else {
        report(codePoint);
        endRun();
        add(latin, codePoint, 0);
        endRun();
      }
    }

    void add(Typeface wanted, int codePoint, int glyph) {
      if (wanted != face) {
        endRun();
        face = wanted;
      }
      text.appendCodePoint(codePoint);
      glyphs.add(glyph);
      x += advance(wanted, glyph);
    }

    private void endRun() {
      if (!glyphs.isEmpty()) {
        boolean fatter = weight == Weight.BOLD && face == Typeface.NOTO_SANS_SC;
        runs.add(new GlyphRun(face, text.toString(), glyphs, start, fatter));
      }
      text.setLength(0);
      glyphs.clear();
      start = x;
    }

    List<GlyphRun> finish() {
      endRun();
      return runs;
    }
  }
}
