package io.vitrine.view.diagram;

import io.vitrine.model.Weights;
import java.util.List;

/**
 * What a drawing of single neurons shows.
 *
 * @param weights that edges are colored by; {@link Weights#NONE}: edges without color
 * @param inputs names of the inputs, as many as there are, or none
 * @param outputs names of the outputs, as many as there are; or none: they are counted from 0
 * @param bias whether biases are drawn, as edges of a neuron that is always 1
 * @param most neurons of one layer that are drawn, 2 or more; of a longer one the first and the
 *     last
 */
public record Neurons(
    Weights weights, List<String> inputs, List<String> outputs, Bias bias, int most) {
  /** Whether biases are drawn. */
  public enum Bias {
    HIDDEN,
    SHOWN
  }

  public Neurons {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    if (most < 2) {
      throw new IllegalArgumentException(most + " neurons of a layer; 2 or more");
    }
  }

  public static Neurons defaults() {
    return new Neurons(Weights.NONE, List.of(), List.of(), Bias.HIDDEN, 12);
  }

  public Neurons with(Weights chosen) {
    return new Neurons(chosen, inputs, outputs, bias, most);
  }

  /** With names beside the first and the last neurons. */
  public Neurons named(List<String> ofInputs, List<String> ofOutputs) {
    return new Neurons(weights, ofInputs, ofOutputs, bias, most);
  }

  public Neurons with(Bias chosen) {
    return new Neurons(weights, inputs, outputs, chosen, most);
  }

  public Neurons atMost(int neurons) {
    return new Neurons(weights, inputs, outputs, bias, neurons);
  }
}
