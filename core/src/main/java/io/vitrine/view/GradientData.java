package io.vitrine.view;

import io.vitrine.figure.Grid;
import io.vitrine.figure.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The size of gradients over a training.
 *
 * @param network its name
 * @param parameters names of P parameters, in network order
 * @param steps T optimiser steps done, ascending
 * @param meanAbs (P, T): mean |gradient| over a parameter's elements; NaN and infinities are kept
 * @param epochEnds the last step of each epoch
 */
public record GradientData(
    String network, List<String> parameters, Numbers steps, Grid meanAbs, Numbers epochEnds) {
  public GradientData {
    parameters = List.copyOf(parameters);
    if (meanAbs.height() != parameters.size() || meanAbs.width() != steps.size()) {
      throw new IllegalArgumentException(
          "gradients of "
              + parameters.size()
              + " parameters over "
              + steps.size()
              + " steps cannot be a "
              + meanAbs);
    }
    for (int i = 1; i < steps.size(); i++) {
      if (!(steps.at(i) > steps.at(i - 1))) {
        throw new IllegalArgumentException(
            "steps ascend, found " + steps.at(i) + " after " + steps.at(i - 1));
      }
    }
  }

  /** The epochs, counted from 1, that have at least one logged step. */
  public List<Integer> epochs() {
    return IntStream.rangeClosed(1, epochEnds.size())
        .filter(epoch -> firstStep(epoch) < endStep(epoch))
        .boxed()
        .toList();
  }

  /** The index of an epoch's first logged step. */
  int firstStep(int epoch) {
    return epoch == 1 ? 0 : endStep(epoch - 1);
  }

  /** The index after an epoch's last logged step. */
  int endStep(int epoch) {
    double end = epochEnds.at(epoch - 1);
    int index = 0;
    while (index < steps.size() && steps.at(index) <= end) {
      index++;
    }
    return index;
  }

  /** Only the parameters that are asked for, in their order here. */
  public GradientData only(Set<String> names) {
    int[] rows =
        IntStream.range(0, parameters.size())
            .filter(i -> names.contains(parameters.get(i)))
            .toArray();
    if (rows.length == 0) {
      throw new IllegalArgumentException("none of " + names + " is among " + parameters);
    }
    return new GradientData(
        network,
        Arrays.stream(rows).mapToObj(parameters::get).toList(),
        steps,
        Grid.of(rows.length, steps.size(), (row, step) -> meanAbs.at(rows[row], step)),
        epochEnds);
  }
}
