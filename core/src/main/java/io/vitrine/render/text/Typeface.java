package io.vitrine.render.text;

import io.vitrine.render.drawing.Outline;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One of the fonts that ship with us, read on first use. */
public enum Typeface {
  INTER_REGULAR("Inter", "Inter-Regular.ttf"),
  INTER_BOLD("Inter", "Inter-Bold.ttf"),
  NOTO_SANS_SC("Noto Sans SC", "NotoSansSC-Regular.ttf");

  private static final Map<Typeface, TrueType> READ = new ConcurrentHashMap<>();
  private static final Map<Typeface, Map<Integer, Outline>> OUTLINES = new ConcurrentHashMap<>();

  private final String family;
  private final String file;

  Typeface(String family, String file) {
    this.family = family;
    this.file = file;
  }

  /** The name of its family. */
  public String family() {
    return family;
  }

  /** The font file, TrueType. */
  public InputStream open() {
    @Nullable InputStream in = Typeface.class.getResourceAsStream(file);
    if (in == null) {
      throw new IllegalStateException("the font " + file + " is missing from the class path");
    }
    return in;
  }

  /** The glyph for a character, 0 where there is none. */
  int glyph(int codePoint) {
    return font().glyph(codePoint);
  }

  /** How far a glyph moves on, in ems. */
  double advance(int glyph) {
    return font().advance(glyph);
  }

  /** A glyph's outline in ems, y upwards. */
  Outline outline(int glyph) {
    return OUTLINES
        .computeIfAbsent(this, face -> new ConcurrentHashMap<>())
        .computeIfAbsent(glyph, number -> font().outline(number));
  }

  private TrueType font() {
    return READ.computeIfAbsent(this, Typeface::read);
  }

  private static TrueType read(Typeface face) {
    try (InputStream in = face.open()) {
      return TrueType.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the font " + face.file, e);
    }
  }
}
