package io.vitrine.view.diagram.neuron;

import io.vitrine.model.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fully connected layer.
 *
 * @param path the layer's
 * @param inputs units that it takes
 * @param outputs units that it makes
 * @param weights empty where they are not given
 * @param bias of each unit that it makes, or empty
 * @param after what follows each unit, an activation for instance, in running order
 */
record Dense(
    String path,
    int inputs,
    int outputs,
    Optional<Matrix> weights,
    Optional<Tensor> bias,
    List<String> after) {
  Dense {
    after = List.copyOf(after);
  }

  /** How numbers of a matrix follow one another. */
  enum Order {
    /** All that one unit that is made takes, then the next: PyTorch's. */
    BY_OUTPUT,
    /** All that one unit that is taken goes to, then the next. */
    BY_INPUT
  }

  /** Weights from every unit taken to every unit made, and what they are multiplied by. */
  record Matrix(Tensor tensor, Order order, double factor) {}

  /** The weight from one unit to another. */
  Optional<Double> weight(int from, int to) {
    return weights.map(
        matrix -> {
          int index = matrix.order() == Order.BY_OUTPUT ? to * inputs + from : from * outputs + to;
          return matrix.factor() * matrix.tensor().doubleAt(index);
        });
  }

  Optional<Double> bias(int unit) {
    return bias.map(tensor -> tensor.doubleAt(tensor.count() == 1 ? 0 : unit));
  }

  Dense with(Optional<Tensor> newBias) {
    return new Dense(path, inputs, outputs, weights, newBias, after);
  }

  Dense then(String operator) {
    List<String> all = new ArrayList<>(after);
    all.add(operator);
    return new Dense(path, inputs, outputs, weights, bias, all);
  }
}
