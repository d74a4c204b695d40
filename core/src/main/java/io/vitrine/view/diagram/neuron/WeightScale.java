package io.vitrine.view.diagram.neuron;

import io.vitrine.figure.Numbers;
import io.vitrine.figure.Solid.Dash;
import io.vitrine.figure.color.Color;
import io.vitrine.figure.color.ColorBar;
import io.vitrine.figure.color.ColorMap;
import io.vitrine.figure.color.ColorScale;
import io.vitrine.figure.color.Paint;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.DiagramTheme;
import java.util.Optional;

/**
 * How weights look: blue below zero, red above; the larger, the wider and the less transparent.
 * What is negative is dashed, so that grey print keeps the sign.
 *
 * <p>Weights of a layer are measured by the largest edge drawn of that layer, since those of a wide
 * layer are all small beside those of a narrow one; of a single layer they are measured as they
 * are.
 */
final class WeightScale {
  private static final double FAINT = 0.1;
  private static final double THIN = 0.4;
  private static final double WIDE = 2.4;

  /** How far the scale goes on beyond the largest on a dark page, whose ends are too dark there. */
  private static final double BEYOND = 1.5;

  private final Numbers largest;
  private final ColorScale scale;
  private final DiagramTheme theme;

  /**
   * A scale for layers.
   *
   * @param largest the size of the largest edge of each layer, above 0
   */
  WeightScale(Numbers largest, DiagramTheme theme) {
    double most = largest.size() == 1 ? largest.at(0) : 1;
    boolean dark = theme.page() == DiagramTheme.Page.DARK;
    this.largest = largest;
    this.scale = ColorScale.diverging(dark ? most * BEYOND : most);
    this.theme = theme;
  }

  private boolean isGrey() {
    return theme.heat() == ColorMap.GRAY || theme.heat() == ColorMap.INK;
  }

  private double share(double weight, int layer) {
    return Double.isFinite(weight) ? Math.min(1, Math.abs(weight) / largest.at(layer)) : 1;
  }

  Paint paint(double weight, int layer) {
    boolean plain = isGrey() && Double.isFinite(weight);
    double measured = largest.size() == 1 ? weight : weight / largest.at(layer);
    return plain ? theme.connector() : new Color(scale.rgb(measured));
  }

  double widthPx(double weight, int layer) {
    return THIN + (WIDE - THIN) * share(weight, layer);
  }

  double opacity(double weight, int layer) {
    return FAINT + (0.9 - FAINT) * share(weight, layer);
  }

  Dash dash(double weight) {
    return weight < 0 ? Dash.DASHED : Dash.SOLID;
  }

  /** The bar; empty where all edges are of one color. */
  Optional<ColorBar> bar(Words words) {
    String label = largest.size() == 1 ? "diagram.neuron.weight" : "diagram.neuron.share";
    return isGrey() ? Optional.empty() : Optional.of(ColorBar.of(scale, words.say(label)));
  }
}
