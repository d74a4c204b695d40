package io.vitrine.torch.conformance;

import io.vitrine.engine.Engine;
import io.vitrine.engine.Model;
import io.vitrine.engine.Request;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.formats.Networks;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Tensor;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Cases whose outputs are drawn: their types and shapes are compared with the suite's, and their
 * distribution, over many runs, with what the inputs ask for.
 */
final class RandomCases {
  private static final int RUNS = 400;

  /** Five standard deviations. */
  private static final double WIDEST = 5;

  private RandomCases() {}

  static boolean isRandom(String name) {
    return name.startsWith("test_bernoulli")
        || (name.startsWith("test_training_dropout") && !name.contains("zero_ratio"));
  }

  /** What is wrong, empty where nothing is. */
  static Optional<String> problem(ConformanceCase of, Engine engine) throws IOException {
    OpenedModel opened = Networks.read(of.path().resolve("model.onnx"));
    Map<String, Datum> inputs =
        ConformanceCase.inputs(opened.network(), of.path().resolve("test_data_set_0"));
    Tensor input = ((Datum.OfTensor) inputs.get(opened.network().inputs().get(0).name())).tensor();
    double[] nonZero = new double[input.count()];
    try (Model model = engine.load(opened.network(), opened.weights())) {
      for (int run = 0; run < RUNS; run++) {
        Tensor output = first(model.trace(inputs, Request.forward()), opened);
        if (!output.shape().equals(input.shape()) || !output.elements().equals(type(of, input))) {
          return Optional.of("expected the type and shape " + input + ", found " + output);
        }
        for (int i = 0; i < nonZero.length; i++) {
          nonZero[i] += output.doubleAt(i) != 0 ? 1 : 0;
        }
      }
    }
    if (of.name().contains("seed")) {
      return repeated(nonZero);
    }
    return of.name().startsWith("test_bernoulli")
        ? unlikely(nonZero, input, of.name().contains("expanded"))
        : unlikely(nonZero, 1 - ratio(inputs, opened));
  }

  /** With a seed of its own a node draws the same every time. */
  private static Optional<String> repeated(double[] nonZero) {
    boolean same = java.util.Arrays.stream(nonZero).allMatch(hits -> hits == 0 || hits == RUNS);
    return same ? Optional.empty() : Optional.of("a seed gave different numbers");
  }

  private static io.vitrine.model.ElementType type(ConformanceCase of, Tensor input) {
    return of.name().contains("double") ? io.vitrine.model.ElementType.FLOAT64 : input.elements();
  }

  private static Tensor first(Trace trace, OpenedModel opened) {
    return trace.tensor(opened.network().outputs().get(0).name());
  }

  private static double ratio(Map<String, Datum> inputs, OpenedModel opened) {
    String name =
        opened.network().inputs().size() > 1 ? opened.network().inputs().get(1).name() : "";
    return inputs.get(name) instanceof Datum.OfTensor given ? given.tensor().doubleAt(0) : 0.5;
  }

  /** The suite's expansions compare the other way round: they draw 1 with the chance 1 - p. */
  private static Optional<String> unlikely(double[] nonZero, Tensor chances, boolean expanded) {
    for (int i = 0; i < nonZero.length; i++) {
      double p = chances.doubleAt(i);
      Optional<String> problem = unlikely(nonZero[i], RUNS, expanded ? 1 - p : p);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> unlikely(double[] nonZero, double chance) {
    double sum = java.util.Arrays.stream(nonZero).sum();
    return unlikely(sum, (double) RUNS * nonZero.length, chance);
  }

  private static Optional<String> unlikely(double hits, double draws, double chance) {
    double deviation = Math.sqrt(draws * chance * (1 - chance));
    return Math.abs(hits - draws * chance) <= WIDEST * deviation + 0.5
        ? Optional.empty()
        : Optional.of(hits + " of " + draws + " drawn at a chance of " + chance);
  }
}
