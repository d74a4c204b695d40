package io.vitrine.engine.trace;

import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A classifier's answer to the first item of a batch.
 *
 * @param probabilities by class, 0 to 1: the output as it is where the network ends in a softmax,
 *     else its softmax
 */
public record ClassScores(List<Double> probabilities) {
  public ClassScores {
    probabilities = List.copyOf(probabilities);
  }

  /** What a network's only output (N, K) says, K at least 2; empty where it is none such. */
  public static Optional<ClassScores> of(Network network, Trace trace) {
    if (network.outputs().size() != 1) {
      return Optional.empty();
    }
    return trace.values().get(network.outputs().get(0).name()) instanceof Datum.OfTensor found
            && found.tensor().shape().rank() == 2
            && found.tensor().shape().size(1) > 1
        ? Optional.of(of(found.tensor(), isProbabilities(network)))
        : Optional.empty();
  }

  private static boolean isProbabilities(Network network) {
    return network
        .graph()
        .producer(network.outputs().get(0).name())
        .map(node -> node.operator().equals("Softmax"))
        .orElse(false);
  }

  private static ClassScores of(Tensor scores, boolean probabilities) {
    int classes = Math.toIntExact(scores.shape().size(1));
    double[] values = IntStream.range(0, classes).mapToDouble(scores::doubleAt).toArray();
    if (!probabilities) {
      double best = IntStream.range(0, classes).mapToDouble(k -> values[k]).max().orElseThrow();
      double sum = 0;
      for (int k = 0; k < classes; k++) {
        values[k] = Math.exp(values[k] - best);
        sum += values[k];
      }
      for (int k = 0; k < classes; k++) {
        values[k] /= sum;
      }
    }
    return new ClassScores(IntStream.range(0, classes).mapToObj(k -> values[k]).toList());
  }

  public int classes() {
    return probabilities.size();
  }

  /** The classes of highest probability, best first; of equal ones the first. */
  public List<Integer> best(int count) {
    return IntStream.range(0, classes())
        .boxed()
        .sorted(Comparator.comparing(probabilities::get, Comparator.reverseOrder()))
        .limit(count)
        .toList();
  }
}
