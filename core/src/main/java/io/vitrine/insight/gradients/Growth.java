package io.vitrine.insight.gradients;

import io.vitrine.insight.gradients.GradientFacts.Weight;
import io.vitrine.insight.rule.Amount;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Compares the last epoch's gradients with the first's: the geometric mean, over the weights of
 * convolutions and linear layers, of their ratio. Gradients that shrink with the loss are as they
 * should be; a {@value #MUCH}-fold growth over a run is not (a convention of ours).
 */
final class Growth implements Rule<GradientFacts> {
  static final double MUCH = 10;

  private static final Message SHRUNK = Message.note("gradients.growth.shrunk", 3);
  private static final Message GROWN = Message.note("gradients.growth.grown", 3);
  private static final Message GROWN_MUCH = Message.warning("gradients.growth.grownMuch", 3);

  @Override
  public List<Message> messages() {
    return List.of(SHRUNK, GROWN, GROWN_MUCH);
  }

  @Override
  public Optional<Finding> apply(GradientFacts facts) {
    List<Weight> weights =
        facts.matrices().stream()
            .filter(w -> Double.isFinite(w.firstEpoch()) && w.firstEpoch() > 0)
            .toList();
    if (facts.epoch() < 2 || weights.isEmpty()) {
      return Optional.empty();
    }
    double growth =
        Math.exp(
            weights.stream()
                .mapToDouble(w -> Math.log(w.lastEpoch() / w.firstEpoch()))
                .average()
                .orElseThrow());
    Message message = growth < 1 ? SHRUNK : growth < MUCH ? GROWN : GROWN_MUCH;
    return Optional.of(message.with(facts.epoch(), new Amount(growth), weights.size()));
  }
}
