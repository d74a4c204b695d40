package io.vitrine.render.layout.part;

import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.text.Fonts;
import java.util.ArrayList;
import java.util.List;

/** The sizes and styles of a figure's texts, and how they are broken and cut. */
public final class Typography {
  public static final TextStyle TITLE = TextStyle.bold(17, Palette.INK);
  public static final TextStyle SUBTITLE = TextStyle.regular(12.5, Palette.MUTED);
  public static final TextStyle PANEL_TITLE = TextStyle.bold(13, Palette.INK);
  public static final TextStyle AXIS_LABEL = TextStyle.regular(12, Palette.INK);
  public static final TextStyle TICK = TextStyle.regular(11, Palette.MUTED);
  public static final TextStyle LEGEND = TextStyle.regular(11.5, Palette.INK);
  public static final TextStyle SMALL = TextStyle.regular(10.5, Palette.INK);

  /** What blocks of a diagram are called. */
  public static final TextStyle CAPTION = TextStyle.bold(12, Palette.INK);

  public static final TextStyle FOOTNOTE = TextStyle.regular(11, Palette.MUTED);

  /** From one base line to the next, in ems. */
  private static final double LINE_HEIGHT = 1.35;

  private Typography() {}

  public static double lineHeight(TextStyle style) {
    return style.size() * LINE_HEIGHT;
  }

  /** How far below the middle of capitals their base line lies. */
  public static double centering(TextStyle style) {
    return style.size() * Fonts.CAP_HEIGHT / 2;
  }

  public static double width(String text, TextStyle style) {
    return Fonts.width(text, style);
  }

  public static double maxWidth(List<String> texts, TextStyle style) {
    return texts.stream().mapToDouble(text -> width(text, style)).max().orElse(0);
  }

  /** A label with its unit: {@code loss (nats)}. */
  public static String withUnit(String label, String unit) {
    if (unit.isEmpty()) {
      return label;
    }
    return label.isEmpty() ? unit : label + " (" + unit + ")";
  }

  /** The text, or its beginning and an ellipsis where it is too wide. */
  public static String fitted(String text, TextStyle style, double width) {
    if (width(text, style) <= width) {
      return text;
    }
    int[] codePoints = text.codePoints().toArray();
    for (int length = codePoints.length - 1; length > 0; length--) {
      String cut = new String(codePoints, 0, length).stripTrailing() + "…";
      if (width(cut, style) <= width) {
        return cut;
      }
    }
    return "…";
  }

  /** Breaks a text into lines: at spaces, and between Chinese characters. */
  public static List<String> wrapped(String text, TextStyle style, double width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n")) {
      StringBuilder line = new StringBuilder();
      for (String piece : pieces(paragraph)) {
        if (!line.isEmpty() && width((line + piece).stripTrailing(), style) > width) {
          lines.add(line.toString().strip());
          line.setLength(0);
        }
        line.append(piece);
      }
      if (!line.toString().isBlank()) {
        lines.add(line.toString().strip());
      }
    }
    return lines;
  }

  /** The parts that must stay whole, each with the spaces behind it. */
  private static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int before = ' ';
    for (int c : text.codePoints().toArray()) {
      boolean breaks = before == ' ' || isIdeograph(c) || isIdeograph(before) && !isClosing(c);
      if (c != ' ' && breaks && !piece.isEmpty() && !isClosing(c)) {
        pieces.add(piece.toString());
        piece.setLength(0);
      }
      piece.appendCodePoint(c);
      before = c;
    }
    if (!piece.isEmpty()) {
      pieces.add(piece.toString());
    }
    return pieces;
  }

  private static boolean isIdeograph(int c) {
    return c >= 0x2E80 && Character.isIdeographic(c);
  }

  private static boolean isClosing(int c) {
    return "，。、；：！？）》」』”’…,.;:!?)".indexOf(c) >= 0;
  }
}
