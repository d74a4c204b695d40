package io.vitrine.render.text;

import io.vitrine.render.drawing.Outline;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads what text needs of a TrueType font: characters to glyphs, advances and outlines.
 *
 * <p>It reads the fonts that ship with us, which have quadratic outlines and a character map of
 * format 4 (OpenType 1.9, chapters cmap, glyf, hmtx); nothing is read before it is asked for, so
 * that opening takes no time. Variations, kerning and substitutions are not looked at.
 */
final class TrueType {
  private final ByteBuffer bytes;
  private final int cmap;
  private final int glyf;
  private final int loca;
  private final int hmtx;
  private final int unitsPerEm;
  private final boolean longOffsets;
  private final int advances;

  private TrueType(ByteBuffer bytes) {
    this.bytes = bytes;
    int head = table("head");
    this.unitsPerEm = unsigned(head + 18);
    this.longOffsets = unsigned(head + 50) == 1;
    this.advances = unsigned(table("hhea") + 34);
    this.glyf = table("glyf");
    this.loca = table("loca");
    this.hmtx = table("hmtx");
    this.cmap = format4(table("cmap"));
  }

  static TrueType of(byte[] font) {
    return new TrueType(ByteBuffer.wrap(font));
  }

  private int table(String name) {
    byte[] wanted = name.getBytes(StandardCharsets.US_ASCII);
    int tables = unsigned(4);
    for (int i = 0; i < tables; i++) {
      int entry = 12 + 16 * i;
      if (bytes.getInt(entry) == ByteBuffer.wrap(wanted).getInt()) {
        return bytes.getInt(entry + 8);
      }
    }
    throw new IllegalArgumentException("the font has no table " + name);
  }

  private int format4(int table) {
    int subtables = unsigned(table + 2);
    for (int i = 0; i < subtables; i++) {
      int start = table + bytes.getInt(table + 8 + 8 * i);
      if (unsigned(start) == 4) {
        return start;
      }
    }
    throw new IllegalArgumentException("the font has no character map of format 4");
  }

  /** The glyph for a character, 0 where there is none. */
  int glyph(int codePoint) {
    if (codePoint > 0xFFFF) {
      return 0;
    }
    int segments = unsigned(cmap + 6) / 2;
    int low = 0;
    int high = segments - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (unsigned(cmap + 14 + 2 * middle) < codePoint) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return glyphInSegment(low, segments, codePoint);
  }

  private int glyphInSegment(int segment, int segments, int codePoint) {
    int starts = cmap + 16 + 2 * segments;
    int deltas = starts + 2 * segments;
    int offsets = deltas + 2 * segments;
    int first = unsigned(starts + 2 * segment);
    if (codePoint < first || codePoint > unsigned(cmap + 14 + 2 * segment)) {
      return 0;
    }
    int delta = unsigned(deltas + 2 * segment);
    int offset = unsigned(offsets + 2 * segment);
    if (offset == 0) {
      return codePoint + delta & 0xFFFF;
    }
    int glyph = unsigned(offsets + 2 * segment + offset + 2 * (codePoint - first));
    return glyph == 0 ? 0 : glyph + delta & 0xFFFF;
  }

  /** How far a glyph moves on, in ems. */
  double advance(int glyph) {
    return (double) unsigned(hmtx + 4 * Math.min(glyph, advances - 1)) / unitsPerEm;
  }

  /** A glyph's outline in ems, y upwards. */
  Outline outline(int glyph) {
    Outline.Builder builder = Outline.builder();
    double scale = 1.0 / unitsPerEm;
    add(glyph, new double[] {scale, 0, 0, scale, 0, 0}, builder, 0);
    return builder.build();
  }

  private int offset(int glyph) {
    return longOffsets ? bytes.getInt(loca + 4 * glyph) : 2 * unsigned(loca + 2 * glyph);
  }

  /** Adds a glyph under the map x' = m0 x + m2 y + m4, y' = m1 x + m3 y + m5. */
  private void add(int glyph, double[] map, Outline.Builder builder, int depth) {
    int start = offset(glyph);
    if (start == offset(glyph + 1) || depth > 5) {
      return;
    }
    int contours = bytes.getShort(glyf + start);
    if (contours >= 0) {
      new GlyphContours(bytes, glyf + start + 10, contours).writeTo(builder, map);
    } else {
      addParts(glyf + start + 10, map, builder, depth);
    }
  }

  private void addParts(int start, double[] map, Outline.Builder builder, int depth) {
    int at = start;
    int flags;
    do {
      flags = unsigned(at);
      int part = unsigned(at + 2);
      boolean words = (flags & 1) != 0;
      double dx = words ? bytes.getShort(at + 4) : bytes.get(at + 4);
      double dy = words ? bytes.getShort(at + 6) : bytes.get(at + 5);
      at += words ? 8 : 6;
      double[] own = {1, 0, 0, 1, dx, dy};
      int numbers = (flags & 0x80) != 0 ? 4 : (flags & 0x40) != 0 ? 2 : (flags & 0x08) != 0 ? 1 : 0;
      for (int i = 0; i < numbers; i++) {
        own[numbers == 2 ? 3 * i : i] = bytes.getShort(at + 2 * i) / 16384.0;
      }
      own[3] = numbers == 1 ? own[0] : own[3];
      at += 2 * numbers;
      add(part, product(map, own), builder, depth + 1);
    } while ((flags & 0x20) != 0);
  }

  private static double[] product(double[] a, double[] b) {
    return new double[] {
      a[0] * b[0] + a[2] * b[1],
      a[1] * b[0] + a[3] * b[1],
      a[0] * b[2] + a[2] * b[3],
      a[1] * b[2] + a[3] * b[3],
      a[0] * b[4] + a[2] * b[5] + a[4],
      a[1] * b[4] + a[3] * b[5] + a[5]
    };
  }

  private int unsigned(int at) {
    return bytes.getShort(at) & 0xFFFF;
  }
}
