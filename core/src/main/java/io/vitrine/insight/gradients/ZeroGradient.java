package io.vitrine.insight.gradients;

import io.vitrine.insight.gradients.GradientFacts.Weight;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Names;
import io.vitrine.insight.rule.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Names the weights whose gradient was exactly zero in the whole last epoch: they learn nothing.
 */
final class ZeroGradient implements Rule<GradientFacts> {
  private static final Message FOUND = Message.warning("gradients.zero.found", 3);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(GradientFacts facts) {
    List<String> zero =
        facts.weights().stream().filter(w -> w.lastEpoch() == 0).map(Weight::name).toList();
    return zero.isEmpty()
        ? Optional.empty()
        : Optional.of(FOUND.with(zero.size(), facts.weights().size(), new Names(zero)));
  }
}
