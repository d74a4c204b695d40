package io.vitrine.render.text;

import io.vitrine.render.drawing.Box;
import io.vitrine.render.drawing.Drawing;
import io.vitrine.render.drawing.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a text of a drawing lies, turned as it is.
 *
 * @param text what it says
 * @param corners x0, y0 to x3, y3: the rectangle around its letters
 */
public record TextBox(String text, List<Double> corners) {
  public TextBox {
    corners = List.copyOf(corners);
  }

  /** The boxes of all texts of a drawing, in order. */
  public static List<TextBox> of(Drawing drawing) {
    List<TextBox> boxes = new ArrayList<>();
    collect(drawing.elements(), boxes);
    return boxes;
  }

  private static void collect(List<Element> elements, List<TextBox> boxes) {
    for (Element element : elements) {
      if (element instanceof Element.Group group) {
        collect(group.elements(), boxes);
      } else if (element instanceof Element.Text text && !text.text().isBlank()) {
        boxes.add(of(text));
      }
    }
  }

  /** The box of one text. */
  public static TextBox of(Element.Text text) {
    Box box = Fonts.box(text.text(), text.style());
    double shift =
        switch (text.anchor()) {
          case START -> 0;
          case MIDDLE -> -box.width() / 2;
          case END -> -box.width();
        };
    double cos = Math.cos(Math.toRadians(text.angle()));
    double sin = Math.sin(Math.toRadians(text.angle()));
    double[] xs = {shift, shift + box.width(), shift + box.width(), shift};
    double[] ys = {box.y(), box.y(), box.bottom(), box.bottom()};
    List<Double> corners = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      corners.add(text.x() + xs[i] * cos - ys[i] * sin);
      corners.add(text.y() + xs[i] * sin + ys[i] * cos);
    }
    return new TextBox(text.text(), corners);
  }

  /** The upright box around it. */
  public Box bounds() {
    double[] x = extent(1, 0);
    double[] y = extent(0, 1);
    return new Box(x[0], y[0], x[1] - x[0], y[1] - y[0]);
  }

  /**
   * Whether two texts overlap by more than a pixel: they do not where some edge's direction parts
   * them (the separating-axis theorem).
   */
  public boolean overlaps(TextBox other) {
    return !isParted(this, other) && !isParted(other, this);
  }

  private static boolean isParted(TextBox a, TextBox b) {
    List<Double> c = a.corners;
    for (int i = 0; i < 4; i += 2) {
      double dx = c.get(i + 2) - c.get(i);
      double dy = c.get(i + 3) - c.get(i + 1);
      double length = Math.hypot(dx, dy);
      double[] own = a.extent(dx / length, dy / length);
      double[] others = b.extent(dx / length, dy / length);
      if (own[1] - 1 < others[0] || others[1] - 1 < own[0]) {
        return true;
      }
    }
    return false;
  }

  /** The smallest and the largest of x dx + y dy over the corners. */
  private double[] extent(double dx, double dy) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < 8; i += 2) {
      double at = corners.get(i) * dx + corners.get(i + 1) * dy;
      low = Math.min(low, at);
      high = Math.max(high, at);
    }
    return new double[] {low, high};
  }
}
