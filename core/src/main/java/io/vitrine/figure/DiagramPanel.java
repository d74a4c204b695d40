package io.vitrine.figure;

import io.vitrine.figure.Solid.Skin;
import io.vitrine.figure.color.ColorBar;
import io.vitrine.figure.color.Paint;
import java.util.List;
import java.util.Optional;

/**
 * Blocks in space, in oblique projection. They are painted in the order given, so the farther ones
 * come first.
 *
 * @param key the meaning of the colors, or empty
 * @param unitPx CSS pixels in one unit of length
 * @param colors what number a color is, where colors are numbers
 */
public record DiagramPanel(
    String title, List<Solid> solids, List<Key> key, double unitPx, Optional<ColorBar> colors)
    implements Panel {
  /**
   * What colors stand for.
   *
   * @param skins each a sample; a banded one shows its band beside its fill
   */
  public record Key(String label, List<Skin> skins) {
    public Key {
      skins = List.copyOf(skins);
    }

    public Key(String label, Paint paint, double opacity) {
      this(label, List.of(Skin.plain(paint, opacity)));
    }
  }

  public DiagramPanel {
    solids = List.copyOf(solids);
    key = List.copyOf(key);
    if (solids.isEmpty() || !(unitPx > 0)) {
      throw new IllegalArgumentException(
          "the diagram '" + title + "' has " + solids.size() + " solids at " + unitPx + " px");
    }
  }

  public static DiagramPanel of(String title, List<? extends Solid> solids, double unitPx) {
    return new DiagramPanel(title, List.copyOf(solids), List.of(), unitPx, Optional.empty());
  }

  public DiagramPanel explainedBy(List<Key> keys) {
    return new DiagramPanel(title, solids, keys, unitPx, colors);
  }

  public DiagramPanel coloredBy(ColorBar bar) {
    return new DiagramPanel(title, solids, key, unitPx, Optional.of(bar));
  }
}
