package io.vitrine.insight.features;

import io.vitrine.engine.trace.ClassScores;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.insight.features.FeatureFacts.Activation;
import io.vitrine.insight.features.FeatureFacts.Answer;
import io.vitrine.insight.features.FeatureFacts.ChannelMean;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import io.vitrine.operator.Operators;
import io.vitrine.operator.entry.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Measures a trace. */
public final class FeatureMeasure {
  private static final double END = 0.01;
  private static final Set<String> TWO_ENDS = Set.of("Sigmoid", "Tanh", "HardSigmoid");

  private FeatureMeasure() {}

  /**
   * The facts of the first image of a batch.
   *
   * @param trace values (N, C, h, w) of convolutions and values of activations; what was not kept
   *     is left out
   * @param image what was fed (N, C, H, W)
   */
  public static FeatureFacts of(Network network, Trace trace, Tensor image) {
    Correlation correlation = correlation(image);
    List<ChannelMean> maps = new ArrayList<>();
    List<Activation> activations = new ArrayList<>();
    for (Node node : network.nodes()) {
      Category category = Operators.category(node);
      kept(trace, node.output())
          .filter(value -> value.shape().rank() >= 2)
          .ifPresent(
              value -> {
                if (node.operator().equals("Conv") && value.shape().rank() == 4) {
                  maps.add(map(node.name(), value, correlation));
                } else if (category == Category.ACTIVATION) {
                  activations.add(activation(node, value));
                }
              });
    }
    return new FeatureFacts(maps, activations, answer(network, trace));
  }

  private static Optional<Tensor> kept(Trace trace, String value) {
    return trace.values().get(value) instanceof Datum.OfTensor found
        ? Optional.of(found.tensor())
        : Optional.empty();
  }

  private static Correlation correlation(Tensor image) {
    int height = Math.toIntExact(image.shape().size(-2));
    int width = Math.toIntExact(image.shape().size(-1));
    double[] gray = channelMean(image);
    float[] pixels = new float[gray.length];
    for (int i = 0; i < gray.length; i++) {
      pixels[i] = (float) gray[i];
    }
    return Correlation.with(pixels, height, width);
  }

  /** The mean over the channels of the first item of (N, C, H, W). */
  private static double[] channelMean(Tensor tensor) {
    int channels = Math.toIntExact(tensor.shape().size(1));
    int cells = Math.toIntExact(tensor.shape().size(2) * tensor.shape().size(3));
    double[] mean = new double[cells];
    for (int channel = 0; channel < channels; channel++) {
      for (int i = 0; i < cells; i++) {
        mean[i] += (double) tensor.floatAt(channel * cells + i) / channels;
      }
    }
    return mean;
  }

  private static ChannelMean map(String path, Tensor value, Correlation correlation) {
    int height = Math.toIntExact(value.shape().size(2));
    int width = Math.toIntExact(value.shape().size(3));
    double[] mean = channelMean(value);
    return new ChannelMean(
        path,
        height,
        width,
        correlation.outline(mean, height, width),
        correlation.background(mean, height, width));
  }

  private static Activation activation(Node node, Tensor value) {
    int channels = Math.toIntExact(value.shape().size(1));
    int all = Math.toIntExact(value.shape().elementsPerItem().orElseThrow());
    int each = all / channels;
    int zeros = 0;
    int dead = 0;
    for (int channel = 0; channel < channels; channel++) {
      int zerosHere = 0;
      for (int i = channel * each; i < (channel + 1) * each; i++) {
        zerosHere += value.floatAt(i) == 0 ? 1 : 0;
      }
      zeros += zerosHere;
      dead += zerosHere == each ? 1 : 0;
    }
    return new Activation(
        node.name(),
        node.operator(),
        channels,
        dead,
        (double) zeros / all,
        deviation(value, all),
        saturated(node, value, all));
  }

  /** Of the first item of (N, C, ...): the root of the mean square distance from the mean. */
  private static double deviation(Tensor value, int count) {
    double mean = 0;
    for (int i = 0; i < count; i++) {
      mean += (double) value.floatAt(i) / count;
    }
    double squares = 0;
    for (int i = 0; i < count; i++) {
      squares += (value.floatAt(i) - mean) * (value.floatAt(i) - mean);
    }
    return Math.sqrt(squares / count);
  }

  private static OptionalDouble saturated(Node node, Tensor value, int count) {
    if (!TWO_ENDS.contains(node.operator())) {
      return OptionalDouble.empty();
    }
    double low = node.operator().equals("Tanh") ? -1 : 0;
    int ends = 0;
    for (int i = 0; i < count; i++) {
      double x = value.floatAt(i);
      ends += x <= low + END || x >= 1 - END ? 1 : 0;
    }
    return OptionalDouble.of((double) ends / count);
  }

  private static Optional<Answer> answer(Network network, Trace trace) {
    return ClassScores.of(network, trace).map(FeatureMeasure::answer);
  }

  private static Answer answer(ClassScores scores) {
    int best = scores.best(1).get(0);
    return new Answer(best, scores.probabilities().get(best), scores.classes());
  }
}
