package io.vitrine.figure;

import java.util.List;

/**
 * Blocks in space, in oblique projection. They are painted in the order given, so the farther ones
 * come first.
 *
 * @param key the meaning of the colors, or empty
 * @param unitPx CSS pixels in one unit of length
 */
public record DiagramPanel(String title, List<Solid> solids, List<Key> key, double unitPx)
    implements Panel {
  /** What a color stands for. */
  public record Key(String label, Paint paint, double opacity) {}

  public DiagramPanel {
    solids = List.copyOf(solids);
    key = List.copyOf(key);
    if (solids.isEmpty() || !(unitPx > 0)) {
      throw new IllegalArgumentException(
          "the diagram '" + title + "' has " + solids.size() + " solids at " + unitPx + " px");
    }
  }

  public static DiagramPanel of(String title, List<? extends Solid> solids, double unitPx) {
    return new DiagramPanel(title, List.copyOf(solids), List.of(), unitPx);
  }

  public DiagramPanel explainedBy(List<Key> keys) {
    return new DiagramPanel(title, solids, keys, unitPx);
  }
}
