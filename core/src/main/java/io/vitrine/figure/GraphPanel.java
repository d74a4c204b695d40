package io.vitrine.figure;

import io.vitrine.figure.color.ColorBar;
import java.util.List;
import java.util.Optional;

/**
 * Boxes, frames and lines on a plane, painted in the order given.
 *
 * @param widthPx everything lies within 0 to this
 * @param heightPx everything lies within 0 to this
 * @param key the meaning of the colors, or empty
 * @param colors what number a color is, where colors are numbers
 */
public record GraphPanel(
    String title,
    List<Flat> parts,
    double widthPx,
    double heightPx,
    List<DiagramPanel.Key> key,
    Optional<ColorBar> colors)
    implements Panel {
  public GraphPanel {
    parts = List.copyOf(parts);
    key = List.copyOf(key);
    if (parts.isEmpty() || !(widthPx > 0 && heightPx > 0)) {
      throw new IllegalArgumentException(
          "the graph '"
              + title
              + "' has "
              + parts.size()
              + " parts on "
              + widthPx
              + " x "
              + heightPx
              + " px");
    }
  }

  public static GraphPanel of(
      String title, List<? extends Flat> parts, double widthPx, double heightPx) {
    return new GraphPanel(
        title, List.copyOf(parts), widthPx, heightPx, List.of(), Optional.empty());
  }

  public GraphPanel explainedBy(List<DiagramPanel.Key> keys) {
    return new GraphPanel(title, parts, widthPx, heightPx, keys, colors);
  }

  public GraphPanel coloredBy(ColorBar bar) {
    return new GraphPanel(title, parts, widthPx, heightPx, key, Optional.of(bar));
  }
}
