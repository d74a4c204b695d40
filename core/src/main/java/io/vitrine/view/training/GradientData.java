package io.vitrine.view.training;

import io.vitrine.figure.Grid;
import io.vitrine.figure.Numbers;
import io.vitrine.run.RunLog;
import io.vitrine.run.Tags;
import io.vitrine.run.series.Series;
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

  /**
   * What a run logged under {@link Tags#gradientMeanAbs} of the parameters given; those it did not
   * log are left out. A step at which a parameter was not logged repeats the one before.
   *
   * @param names in network order, for instance of {@code ParameterTable.gradientNames}
   * @throws IllegalArgumentException where the run logged none of them
   */
  public static GradientData from(RunLog log, String network, List<String> names) {
    List<String> logged =
        names.stream().filter(name -> !log.scalars(Tags.gradientMeanAbs(name)).isEmpty()).toList();
    if (logged.isEmpty()) {
      throw new IllegalArgumentException(
          "the run of " + network + " logged no gradients of " + names);
    }
    List<Series> series =
        logged.stream().map(name -> log.scalars(Tags.gradientMeanAbs(name))).toList();
    long[] steps = series.stream().flatMapToLong(Series::steps).distinct().sorted().toArray();
    float[] values = new float[logged.size() * steps.length];
    for (int row = 0; row < series.size(); row++) {
      fill(values, row * steps.length, steps, series.get(row));
    }
    Series epochs = log.scalars(Tags.EPOCH);
    long[] ends =
        epochs.isEmpty() ? new long[] {steps[steps.length - 1]} : epochs.steps().toArray();
    return new GradientData(
        network,
        logged,
        Numbers.of(steps.length, i -> steps[i]),
        Grid.of(logged.size(), steps.length, values),
        Numbers.of(ends.length, i -> ends[i]));
  }

  private static void fill(float[] values, int offset, long[] steps, Series series) {
    int next = 0;
    for (int i = 0; i < steps.length; i++) {
      if (next < series.size() && series.step(next) == steps[i]) {
        next++;
      }
      values[offset + i] = (float) series.value(Math.max(0, next - 1));
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
