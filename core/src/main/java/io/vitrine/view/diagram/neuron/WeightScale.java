package io.vitrine.view.diagram.neuron;

import io.vitrine.figure.Color;
import io.vitrine.figure.ColorBar;
import io.vitrine.figure.ColorMap;
import io.vitrine.figure.ColorScale;
import io.vitrine.figure.Paint;
import io.vitrine.figure.Solid.Dash;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.DiagramTheme;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How weights look: blue below zero, red above, one scale for all edges drawn; the larger, the
 * wider and the less transparent. What is negative is dashed, so that grey print keeps the sign.
 */
final class WeightScale {
  private static final double FAINT = 0.1;
  private static final double THIN = 0.4;
  private static final double WIDE = 2.4;

  private final ColorScale scale;
  private final DiagramTheme theme;

  private WeightScale(ColorScale scale, DiagramTheme theme) {
    this.scale = scale;
    this.theme = theme;
  }

  static WeightScale of(DoubleStream weights, DiagramTheme theme) {
    double most = weights.map(Math::abs).filter(Double::isFinite).max().orElse(1);
    return new WeightScale(ColorScale.diverging(most), theme);
  }

  private boolean isGrey() {
    return theme.heat() == ColorMap.GRAY;
  }

  double most() {
    return scale.max();
  }

  private double share(double weight) {
    return Double.isFinite(weight) ? Math.min(1, Math.abs(weight) / scale.max()) : 1;
  }

  Paint paint(double weight) {
    boolean plain = isGrey() && Double.isFinite(weight);
    return plain ? theme.connector() : new Color(scale.rgb(weight));
  }

  double widthPx(double weight) {
    return THIN + (WIDE - THIN) * share(weight);
  }

  double opacity(double weight) {
    return FAINT + (0.9 - FAINT) * share(weight);
  }

  Dash dash(double weight) {
    return weight < 0 ? Dash.DASHED : Dash.SOLID;
  }

  /** The bar; empty where all edges are of one color. */
  Optional<ColorBar> bar(Words words) {
    return isGrey()
        ? Optional.empty()
        : Optional.of(ColorBar.of(scale, words.say("diagram.neuron.weight")));
  }
}
