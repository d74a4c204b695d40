package io.vitrine.render.layout;

import io.vitrine.figure.Flat;
import io.vitrine.figure.color.Palette;
import io.vitrine.render.drawing.TextStyle;
import io.vitrine.render.layout.part.Typography;
import java.util.List;

/** The texts of a graph's boxes, frames and lines, and the room that they take, in CSS pixels. */
public final class GraphText {
  static final TextStyle HEADING = TextStyle.bold(11, Palette.INK);
  static final TextStyle LINE = TextStyle.regular(9.5, Palette.INK);
  static final TextStyle LABEL = TextStyle.regular(9, Palette.MUTED);
  static final TextStyle FRAME = TextStyle.bold(10, Palette.MUTED);

  static final double BAND = 19;
  static final double LINE_HEIGHT = 13;
  static final double SIDE = 8;

  private static final double END = 5;

  private GraphText() {}

  /** The width that a box needs. */
  public static double width(Flat.Form form, String heading, List<String> lines) {
    double widest = Typography.width(heading, HEADING);
    for (String line : lines) {
      widest = Math.max(widest, Typography.width(line, LINE));
    }
    double more = form == Flat.Form.OPERATOR ? 0 : SIDE;
    return Math.ceil(widest + 2 * SIDE + more);
  }

  /** The height that a box needs. */
  public static double height(int lines) {
    return lines == 0 ? BAND + 1 : BAND + END + lines * LINE_HEIGHT;
  }

  /** A line of a box, shortened at its beginning to a width. */
  public static String fitted(String line, double width) {
    if (Typography.width(line, LINE) <= width) {
      return line;
    }
    int from = 1;
    while (from < line.length() - 1 && Typography.width("…" + line.substring(from), LINE) > width) {
      from += Character.charCount(line.codePointAt(from));
    }
    return "…" + line.substring(from);
  }

  /** A line of a box, shortened at its end to a width. */
  public static String begun(String line, double width) {
    return Typography.fitted(line, LINE, width);
  }

  /** The width of a label on a line. */
  public static double labelWidth(String label) {
    return label.isEmpty() ? 0 : Math.ceil(Typography.width(label, LABEL));
  }

  /** The height of a label on a line. */
  public static double labelHeight() {
    return LABEL.size() + 3;
  }

  /** The width of a frame's heading. */
  public static double frameWidth(String heading) {
    return Math.ceil(Typography.width(heading, FRAME));
  }

  /** The height of a frame's heading. */
  public static double frameHeight() {
    return FRAME.size() + 5;
  }
}
