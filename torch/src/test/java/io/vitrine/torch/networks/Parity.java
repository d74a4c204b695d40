package io.vitrine.torch.networks;

import io.vitrine.engine.Engine;
import io.vitrine.engine.Mode;
import io.vitrine.engine.Model;
import io.vitrine.engine.Request;
import io.vitrine.engine.Score;
import io.vitrine.engine.trace.Trace;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How far the engine's numbers are from PyTorch's, each as a share of the largest number of its
 * tensor, or of its norm where only that was recorded.
 *
 * @param logits of all logits
 * @param gradient of the input's gradient: its sample, sums and norm
 * @param inner by path of a layer: of what it makes and of the gradient there
 */
record Parity(double logits, double gradient, Map<String, Double> inner) {
  static Parity of(Engine engine, OpenedModel opened, RecordedNetwork recorded) {
    Network network = opened.network();
    String input = network.inputs().get(0).name();
    String output = network.outputs().get(0).name();
    Map<String, String> watched = watched(network, recorded);
    Set<String> gradients = new LinkedHashSet<>(watched.values());
    gradients.add(input);
    Request request =
        new Request(
                Mode.EVALUATION, new LinkedHashSet<>(watched.values()), Optional.empty(), Set.of())
            .differentiating(new Score.Weighted(output, recorded.scoreWeights()), gradients);
    try (Model model = engine.load(network, RuleWeights.of(network, opened.weights()))) {
      Trace trace = model.run(recorded.images(), request);
      Map<String, Double> inner = new LinkedHashMap<>();
      watched.forEach((path, value) -> inner.put(path, inner(trace, value, recorded, path)));
      return new Parity(
          difference(trace.tensor(output), recorded.logits()),
          gradient(trace.gradient(input), recorded),
          inner);
    }
  }

  /** The values by path of the layers that one node ends, alone or in its module. */
  private static Map<String, String> watched(Network network, RecordedNetwork recorded) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String path : recorded.watched()) {
      Stream.of("", ".Conv", ".Gemm")
          .flatMap(own -> network.node(path + own).stream())
          .findFirst()
          .map(Node::output)
          .ifPresent(value -> values.put(path, value));
    }
    return values;
  }

  private static double inner(Trace trace, String value, RecordedNetwork recorded, String path) {
    return Math.max(
        Figures.of(trace.tensor(value)).difference(recorded.value(path)),
        Figures.of(trace.gradient(value)).difference(recorded.gradient(path)));
  }

  private static double gradient(Tensor found, RecordedNetwork recorded) {
    Tensor sample = recorded.gradientSample();
    double largest = 0;
    for (int i = 0; i < sample.count(); i++) {
      int at = (int) ((long) i * found.count() / sample.count());
      largest = Math.max(largest, Math.abs(found.doubleAt(at) - sample.doubleAt(i)));
    }
    Figures expected = recorded.gradient();
    return Math.max(largest / expected.largest(), Figures.of(found).difference(expected));
  }

  private static double difference(Tensor found, Tensor expected) {
    if (!found.shape().equals(expected.shape())) {
      throw new IllegalStateException("expected " + expected + ", found " + found);
    }
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < expected.count(); i++) {
      difference = Math.max(difference, Math.abs(found.doubleAt(i) - expected.doubleAt(i)));
      largest = Math.max(largest, Math.abs(expected.doubleAt(i)));
    }
    return difference / largest;
  }

  /** The largest of all. */
  double largest() {
    double most = Math.max(logits, gradient);
    return inner.values().stream().mapToDouble(d -> d).reduce(most, Math::max);
  }
}
