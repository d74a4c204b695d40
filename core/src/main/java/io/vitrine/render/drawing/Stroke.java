package io.vitrine.render.drawing;

import io.vitrine.figure.Numbers;
import io.vitrine.figure.color.Paint;
import io.vitrine.figure.color.Palette;

/**
 * A line's looks; width 0 paints nothing.
 *
 * @param dash lengths of dash, gap, dash, ...; none for a solid line
 */
public record Stroke(Paint paint, double width, Numbers dash, double opacity) {
  public static final Stroke NONE = new Stroke(Palette.INK, 0, Numbers.NONE, 1);

  public Stroke {
    if (!(width >= 0 && opacity >= 0 && opacity <= 1)) {
      throw new IllegalArgumentException("a line of width " + width + " and opacity " + opacity);
    }
  }

  public static Stroke of(Paint paint, double width) {
    return new Stroke(paint, width, Numbers.NONE, 1);
  }

  public Stroke dashed(double... lengths) {
    return new Stroke(paint, width, Numbers.of(lengths), opacity);
  }

  public Stroke fading(double toOpacity) {
    return new Stroke(paint, width, dash, toOpacity);
  }

  public boolean isVisible() {
    return width > 0 && opacity > 0;
  }
}
