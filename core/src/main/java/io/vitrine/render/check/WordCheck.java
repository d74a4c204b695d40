package io.vitrine.render.check;

import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.drawing.Element;
import io.vitrine.render.drawing.Fill;
import io.vitrine.render.drawing.Outline;
import io.vitrine.render.text.TextBox;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Finds words that an open line goes through: an arrow, a bracket, the edge of a funnel. */
final class WordCheck {
  /** How far a line may reach into the box around letters. */
  private static final double TOUCH_PX = 1;

  private final List<TextBox> words;
  private final List<Line2D> lines = new ArrayList<>();

  private WordCheck(Drawing drawing) {
    this.words = TextBox.of(drawing);
    collect(drawing.elements());
  }

  /** Each word that is crossed, as a sentence. Cost: words times lines. */
  static List<String> problems(Drawing drawing) {
    WordCheck check = new WordCheck(drawing);
    return check.words.stream()
        .filter(word -> check.lines.stream().anyMatch(line -> crosses(line, word)))
        .map(word -> "a line goes through '" + word.text() + "' at " + word.bounds())
        .toList();
  }

  private void collect(List<Element> elements) {
    for (Element element : elements) {
      if (element instanceof Element.Group group) {
        collect(group.elements());
      } else if (element instanceof Element.Path path && path.fill().equals(Fill.NONE)) {
        OpenLine line = new OpenLine();
        path.outline().forEach(line);
        lines.addAll(line.parts);
      }
    }
  }

  /** Whether a line enters the rectangle around a word, seen along the word. */
  private static boolean crosses(Line2D line, TextBox word) {
    List<Double> c = word.corners();
    double width = Math.hypot(c.get(2) - c.get(0), c.get(3) - c.get(1));
    double height = Math.hypot(c.get(6) - c.get(0), c.get(7) - c.get(1));
    double cos = (c.get(2) - c.get(0)) / width;
    double sin = (c.get(3) - c.get(1)) / width;
    double[] x = {line.getX1() - c.get(0), line.getX2() - c.get(0)};
    double[] y = {line.getY1() - c.get(1), line.getY2() - c.get(1)};
    return new Rectangle2D.Double(
            TOUCH_PX,
            TOUCH_PX,
            Math.max(0, width - 2 * TOUCH_PX),
            Math.max(0, height - 2 * TOUCH_PX))
        .intersectsLine(
            x[0] * cos + y[0] * sin,
            y[0] * cos - x[0] * sin,
            x[1] * cos + y[1] * sin,
            y[1] * cos - x[1] * sin);
  }

  /** The straight parts of what is not closed. */
  private static final class OpenLine implements Outline.Chords {
    private final List<Line2D> parts = new ArrayList<>();
    private double x;
    private double y;

    @Override
    public void moveTo(double toX, double toY) {
      x = toX;
      y = toY;
    }

    @Override
    public void lineTo(double toX, double toY) {
      parts.add(new Line2D.Double(x, y, toX, toY));
      moveTo(toX, toY);
    }

    @Override
    public void close() {
      parts.clear();
    }
  }
}
