package io.vitrine.view;

import io.vitrine.figure.Grid;
import io.vitrine.figure.Numbers;
import io.vitrine.model.Network;
import io.vitrine.model.Parameter;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.operator.ParameterTable;
import io.vitrine.run.series.Series;
import io.vitrine.view.training.CurvesData;
import io.vitrine.view.training.CurvesData.Splits;
import io.vitrine.view.training.GradientData;
import io.vitrine.zoo.Zoo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Made-up data of the shape that real trainings have. */
public final class Samples {
  private Samples() {}

  /** Values at the steps 1, 2, ... */
  public static Series each(double... values) {
    return every(1, values);
  }

  /** Values at every so many steps. */
  public static Series every(int steps, double... values) {
    return Series.of(
        LongStream.rangeClosed(1, values.length).map(i -> i * steps).toArray(),
        new double[values.length],
        values);
  }

  private static Series epochs(int count, int batches, IntToDoubleFunction value) {
    return every(batches, IntStream.range(0, count).mapToDouble(value).toArray());
  }

  /** A loss that falls from 2.3, with noise. */
  public static double[] losses(int count) {
    Random random = new Random(1);
    return IntStream.range(0, count)
        .mapToDouble(
            i -> {
              double mean = 2.25 * Math.exp(-i / 60.0) + 0.12 * Math.exp(-i / 1500.0) + 0.01;
              double noise = 0.2 * Math.min(1, (i + 2) / 40.0);
              return mean * Math.exp(noise * random.nextGaussian());
            })
        .toArray();
  }

  /** Training and test, no validation. */
  public static CurvesData curves(int epochs, int batches) {
    double[] losses = losses(epochs * batches);
    Series training =
        epochs(
            epochs,
            batches,
            e ->
                IntStream.range(e * batches, (e + 1) * batches)
                    .mapToDouble(i -> losses[i])
                    .average()
                    .orElseThrow());
    return new CurvesData(
        "vgg16",
        each(losses),
        new Splits(training, Series.empty(), epochs(epochs, batches, e -> 0.4 * Math.exp(-e))),
        new Splits(
            epochs(epochs, batches, e -> 1 - 0.5 * Math.exp(-1.3 * e)),
            Series.empty(),
            epochs(epochs, batches, e -> 0.99 - 0.15 * Math.exp(-1.1 * e))),
        OptionalInt.of(10));
  }

  /** The article's 29 tensors; the row named is multiplied by the factor given. */
  public static GradientData gradients(int epochs, int batches, int row, double factor) {
    List<String> names = ParameterTable.of(Zoo.vgg16(1, 32, 32, 10)).gradientNames(false);
    Random random = new Random(2);
    Grid values =
        Grid.of(
            names.size(),
            epochs * batches,
            (parameter, step) ->
                1e-4
                    * (names.get(parameter).startsWith("fc") || parameter % 2 == 0 ? 1 : 20)
                    * Math.exp(0.4 * random.nextGaussian() - step / 400.0)
                    * (parameter == row ? factor : 1));
    return new GradientData(
        "vgg16",
        names,
        Numbers.counting(1, epochs * batches),
        values,
        Numbers.of(epochs, e -> (e + 1) * batches));
  }

  /** Uniform weights within 1/sqrt(fan in). */
  public static Weights weights(Network network) {
    Random random = new Random(3);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      long fanIn = parameter.shape().elementsPerItem().orElse(1);
      float bound = (float) (1 / Math.sqrt((double) Math.max(1, fanIn)));
      float[] values = new float[Math.toIntExact(parameter.count())];
      for (int i = 0; i < values.length; i++) {
        values[i] = bound * (2 * random.nextFloat() - 1);
      }
      tensors.put(parameter.name(), Tensor.of(values, parameter.shape().sizes()));
    }
    return Weights.of(tensors);
  }
}
