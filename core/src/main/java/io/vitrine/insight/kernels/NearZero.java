package io.vitrine.insight.kernels;

import io.vitrine.insight.kernels.KernelFacts.Layer;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Counts filters near zero, by {@link KernelFacts#NEAR_ZERO}, and names the layer with most. */
final class NearZero implements Rule<KernelFacts> {
  private static final Message NONE = Message.good("kernels.nearZero.none", 2);
  private static final Message FOUND = Message.warning("kernels.nearZero.found", 7);

  @Override
  public List<Message> messages() {
    return List.of(NONE, FOUND);
  }

  @Override
  public Optional<Finding> apply(KernelFacts facts) {
    if (facts.layers().isEmpty()) {
      return Optional.empty();
    }
    long all = facts.layers().stream().mapToLong(Layer::nearZero).sum();
    if (all == 0) {
      return Optional.of(NONE.with(facts.filters(), KernelFacts.NEAR_ZERO));
    }
    Layer most =
        facts.layers().stream().max(Comparator.comparingLong(Layer::nearZero)).orElseThrow();
    return Optional.of(
        FOUND.with(
            all,
            facts.filters(),
            (double) all / facts.filters(),
            KernelFacts.NEAR_ZERO,
            most.path(),
            most.nearZero(),
            most.norms().size()));
  }
}
