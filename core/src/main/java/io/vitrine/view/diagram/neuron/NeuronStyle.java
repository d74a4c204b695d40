package io.vitrine.view.diagram.neuron;

import io.vitrine.figure.Figure;
import io.vitrine.grouping.Shown;
import io.vitrine.view.Words;
import io.vitrine.view.diagram.ArchitectureOptions;
import io.vitrine.view.diagram.DiagramStyle;
import java.util.List;
import java.util.Locale;

/**
 * Fully connected networks as neurons: a column a layer, an edge a weight. Long layers show their
 * first and last neurons. Which groups are shown as one does not matter.
 */
public final class NeuronStyle implements DiagramStyle {
  private static final int MOST_LAYERS = 40;

  @Override
  public String name() {
    return "neuron";
  }

  @Override
  public Figure draw(Shown shown, ArchitectureOptions options, Locale locale) {
    List<Dense> layers = DenseChain.of(shown.grouping(), options.neurons().weights());
    if (layers.size() > MOST_LAYERS) {
      throw new IllegalArgumentException(
          shown.grouping().network().name()
              + " has "
              + layers.size()
              + " fully connected layers; the style neuron draws "
              + MOST_LAYERS
              + ". Draw it with the style block");
    }
    requireNames(options.neurons().inputs(), layers.get(0).inputs(), "inputs");
    requireNames(options.neurons().outputs(), layers.get(layers.size() - 1).outputs(), "outputs");
    return new NeuronFigure(shown.grouping(), layers, options, Words.of(locale)).figure();
  }

  private static void requireNames(List<String> names, int units, String of) {
    if (!names.isEmpty() && names.size() != units) {
      throw new IllegalArgumentException(
          names.size() + " names for " + units + " " + of + "; give one for each, or none");
    }
  }
}
