package io.vitrine.insight.kernels;

import io.vitrine.insight.kernels.KernelFacts.Layer;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Names;
import io.vitrine.insight.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Counts kernel weights that are NaN or infinite. */
final class NonFiniteWeights implements Rule<KernelFacts> {
  private static final Message FOUND = Message.warning("kernels.nonFinite.found", 2);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(KernelFacts facts) {
    List<Layer> bad = facts.layers().stream().filter(layer -> layer.nonFinite() > 0).toList();
    long count = bad.stream().mapToLong(Layer::nonFinite).sum();
    return bad.isEmpty()
        ? Optional.empty()
        : Optional.of(FOUND.with(count, new Names(bad.stream().map(Layer::path).toList())));
  }
}
