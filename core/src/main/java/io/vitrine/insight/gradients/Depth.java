package io.vitrine.insight.gradients;

import io.vitrine.insight.gradients.GradientFacts.Weight;
import io.vitrine.insight.rule.Amount;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Judges the trend of gradients over depth: the geometric mean of mean |g| over the first third of
 * the weights of convolutions and linear layers (the ones nearest to the input) against that over
 * the last third.
 *
 * <p>Vanishing and exploding gradients are products of many factors on the way back, so they show
 * as a ratio that is far from 1, not as small or large numbers: all gradients get small as the loss
 * does. A factor of {@value #FAR} either way counts as far (a convention of ours). It is called
 * vanishing only where the early weights' median log10 update ratio also lies below {@link
 * UpdateRatio#LOW} or is not known, and exploding only where that lies above {@link
 * UpdateRatio#HIGH}.
 *
 * <p>Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks" (2010), compares layers in the same way.
 */
final class Depth implements Rule<GradientFacts> {
  static final double FAR = 100;
  private static final int PARTS = 3;

  private static final Message EVEN = Message.good("gradients.depth.even", 3);
  private static final Message VANISHING = Message.warning("gradients.depth.vanishing", 3);
  private static final Message SLOW = Message.warning("gradients.depth.slow", 4);
  private static final Message SMALLER = Message.note("gradients.depth.smaller", 4);
  private static final Message LARGER = Message.note("gradients.depth.larger", 3);
  private static final Message EXPLODING = Message.warning("gradients.depth.exploding", 4);

  @Override
  public List<Message> messages() {
    return List.of(EVEN, VANISHING, SLOW, SMALLER, LARGER, EXPLODING);
  }

  @Override
  public Optional<Finding> apply(GradientFacts facts) {
    List<Weight> weights = facts.matrices();
    int part = weights.size() / PARTS;
    if (part == 0) {
      return Optional.empty();
    }
    List<Weight> early = weights.subList(0, part);
    double first = geometricMean(early);
    double last = geometricMean(weights.subList(weights.size() - part, weights.size()));
    return Optional.of(judge(first, last, UpdateRatio.median(early)));
  }

  private static Finding judge(double first, double last, OptionalDouble update) {
    Amount early = new Amount(first);
    Amount late = new Amount(last);
    Amount factor = new Amount(Math.max(first / last, last / first));
    if (last / first > FAR) {
      if (update.isEmpty()) {
        return VANISHING.with(early, late, factor);
      }
      double ratio = update.getAsDouble();
      return (ratio < UpdateRatio.LOW ? SLOW : SMALLER).with(early, late, factor, ratio);
    }
    if (first / last > FAR) {
      return update.isPresent() && update.getAsDouble() > UpdateRatio.HIGH
          ? EXPLODING.with(early, late, factor, update.getAsDouble())
          : LARGER.with(early, late, factor);
    }
    return EVEN.with(early, late, new Amount(first / last));
  }

  private static double geometricMean(List<Weight> weights) {
    return Math.exp(
        weights.stream().mapToDouble(w -> Math.log(w.lastEpoch())).average().orElseThrow());
  }
}
