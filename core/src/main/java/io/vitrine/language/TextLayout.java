package io.vitrine.language;

import java.util.ArrayList;
import java.util.List;

/** Lays text out in a terminal's columns, where East Asian wide characters take two. */
public final class TextLayout {
  private TextLayout() {}

  /** How many columns a text takes: 0, 1 or 2 for each character. */
  public static int width(String text) {
    return text.codePoints().map(TextLayout::width).sum();
  }

  /** By Unicode's East Asian Width (UAX 11): W and F take two columns, marks none. */
  private static int width(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(character) ? 2 : 1;
  }

  private static boolean isWide(int c) {
    return c >= 0x1100 && c <= 0x115F
        || c >= 0x2E80 && c <= 0x303E
        || c >= 0x3041 && c <= 0xA4CF
        || c >= 0xA960 && c <= 0xA97F
        || c >= 0xAC00 && c <= 0xD7A3
        || c >= 0xF900 && c <= 0xFAFF
        || c >= 0xFE30 && c <= 0xFE6F
        || c >= 0xFF00 && c <= 0xFF60
        || c >= 0xFFE0 && c <= 0xFFE6
        || c >= 0x1F300 && c <= 0x1F64F
        || c >= 0x1F900 && c <= 0x1F9FF
        || c >= 0x20000 && c <= 0x3FFFD;
  }

  /** A text filled up with spaces at its right. */
  public static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - width(text)));
  }

  /** A text filled up with spaces at its left. */
  public static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - width(text))) + text;
  }

  /** A text in lines of a width at most, broken at spaces and beside wide characters. */
  public static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String piece : pieces(text)) {
      if (width(line + piece.stripTrailing()) > width && !line.toString().isBlank()) {
        lines.add(line.toString().stripTrailing());
        line.setLength(0);
      }
      line.append(piece);
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /** The parts between which a line may break. */
  private static List<String> pieces(String text) {
    int[] characters = text.codePoints().toArray();
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    for (int i = 0; i < characters.length; i++) {
      piece.appendCodePoint(characters[i]);
      boolean closes = i + 1 < characters.length && isClosing(characters[i + 1]);
      if (characters[i] == ' ' || isWide(characters[i]) && !closes) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
    }
    pieces.add(piece.toString());
    return pieces;
  }

  /** Punctuation that no line begins with. */
  private static boolean isClosing(int c) {
    return "，。；：！？、）".indexOf(c) >= 0;
  }
}
