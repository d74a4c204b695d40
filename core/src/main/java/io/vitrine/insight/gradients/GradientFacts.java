package io.vitrine.insight.gradients;

import io.vitrine.insight.rule.FirstNonFinite;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The gradients of a run's weights. Biases are left out: those of a convolution before batch norm
 * have a true gradient of 0, so that any number found there is rounding.
 *
 * @param epoch the last one, from 1
 * @param weights in network order
 * @param nonFinite the gradient that first became NaN or infinite
 */
public record GradientFacts(int epoch, List<Weight> weights, Optional<FirstNonFinite> nonFinite) {
  public GradientFacts {
    weights = List.copyOf(weights);
    if (epoch < 1) {
      throw new IllegalArgumentException("epochs count from 1, found " + epoch);
    }
  }

  /** What a weight belongs to. */
  public enum Kind {
    CONVOLUTION,
    LINEAR,
    /** Batch norm's scale and the like. */
    OTHER
  }

  /**
   * One weight tensor.
   *
   * @param name of the parameter
   * @param firstEpoch mean over the first epoch's batches of mean |g|
   * @param lastEpoch mean over the last epoch's batches of mean |g|
   * @param log10Update log10 of mean |update| / mean |weight| in the last epoch's last step
   */
  public record Weight(
      String name, Kind kind, double firstEpoch, double lastEpoch, OptionalDouble log10Update) {
    boolean isMatrix() {
      return kind != Kind.OTHER;
    }

    boolean hasGradient() {
      return Double.isFinite(lastEpoch) && lastEpoch > 0;
    }
  }

  /** The weights of convolutions and linear layers whose gradient is finite and above 0. */
  List<Weight> matrices() {
    return weights.stream().filter(w -> w.isMatrix() && w.hasGradient()).toList();
  }
}
