package io.vitrine.render.drawing;

import io.vitrine.figure.color.Paint;
import io.vitrine.figure.color.Palette;

/** The color of an area; opacity 0 paints nothing. */
public record Fill(Paint paint, double opacity) {
  public static final Fill NONE = new Fill(Palette.PAPER, 0);

  public Fill {
    if (!(opacity >= 0 && opacity <= 1)) {
      throw new IllegalArgumentException("an opacity of " + opacity);
    }
  }

  public static Fill of(Paint paint) {
    return new Fill(paint, 1);
  }

  public boolean isVisible() {
    return opacity > 0;
  }
}
