package io.vitrine.render.layout.axes;

import io.vitrine.figure.DiagramPanel;
import io.vitrine.figure.Grid;
import io.vitrine.figure.color.ColorBar;
import io.vitrine.render.drawing.Box;
import io.vitrine.render.layout.part.Canvas;
import io.vitrine.render.layout.part.Heading;
import io.vitrine.render.layout.part.Words;
import java.util.List;
import java.util.Optional;

/** What stands around a picture of a network: a heading above, below what its colors mean. */
public final class KeyedPicture {
  private static final double GAP = 10;

  /** What has no cost is in every network, if only its inputs. */
  private static final Grid ZERO = Grid.of(1, 1, 0);

  private final Heading heading;
  private final Legend legend;
  private final Optional<ColorKey> colors;

  private KeyedPicture(Heading heading, Legend legend, Optional<ColorKey> colors) {
    this.heading = heading;
    this.legend = legend;
    this.colors = colors;
  }

  /** Around a picture with a title, keys to its kinds and, where colors are numbers, their bar. */
  public static KeyedPicture of(
      String title, List<DiagramPanel.Key> keys, Optional<ColorBar> bar, Words words) {
    return new KeyedPicture(
        new Heading(title),
        Legend.ofKeys(keys),
        bar.map(colors -> ColorKey.of(colors, List.of(ZERO), words)));
  }

  /** The least width around a picture of a width, in pixels. */
  public double minWidth(double picture) {
    return Math.max(picture, colors.map(ColorKey::minWidth).orElse(0.0));
  }

  /** The height of all of it with a picture of a height, in pixels. */
  public double height(double width, double picture) {
    double key = legend.isEmpty() ? 0 : GAP + legend.height(width);
    double bar = colors.map(c -> GAP + c.height(width)).orElse(0.0);
    return heading.height(width) + picture + key + bar;
  }

  /** Draws the heading. Returns where the picture begins below it. */
  public double drawHeading(Canvas canvas, Box box) {
    heading.draw(canvas, box);
    return top(box);
  }

  /** Draws the meaning of the colors below a picture of a height. */
  public void drawKeys(Canvas canvas, Box box, double picture) {
    if (!legend.isEmpty()) {
      legend.draw(canvas, box.x(), top(box) + picture + GAP, box.width());
    }
    colors.ifPresent(
        c -> c.draw(canvas, box.x(), box.bottom() - c.height(box.width()), box.width()));
  }

  private double top(Box box) {
    return box.y() + heading.height(box.width());
  }
}
