package io.vitrine.insight.gradients;

import io.vitrine.insight.gradients.GradientFacts.Weight;
import io.vitrine.insight.rule.Amount;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Names the smallest and the largest mean gradient among convolutions and linear layers. */
final class Extremes implements Rule<GradientFacts> {
  private static final Message FOUND = Message.note("gradients.extremes.found", 6);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(GradientFacts facts) {
    List<Weight> weights = facts.matrices();
    if (weights.size() < 2) {
      return Optional.empty();
    }
    Comparator<Weight> bySize = Comparator.comparingDouble(Weight::lastEpoch);
    Weight smallest = weights.stream().min(bySize).orElseThrow();
    Weight largest = weights.stream().max(bySize).orElseThrow();
    return Optional.of(
        FOUND.with(
            facts.epoch(),
            new Amount(smallest.lastEpoch()),
            smallest.name(),
            new Amount(largest.lastEpoch()),
            largest.name(),
            new Amount(largest.lastEpoch() / smallest.lastEpoch())));
  }
}
