package io.vitrine.insight.features;

import io.vitrine.insight.features.FeatureFacts.Activation;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Names the ReLU layers with the most and the fewest zeros. */
final class Sparsity implements Rule<FeatureFacts> {
  private static final Message FOUND = Message.note("features.sparsity.found", 4);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(FeatureFacts facts) {
    List<Activation> layers = facts.rectified();
    if (layers.size() < 2) {
      return Optional.empty();
    }
    Comparator<Activation> byZeros = Comparator.comparingDouble(Activation::zeroShare);
    Activation fewest = layers.stream().min(byZeros).orElseThrow();
    Activation most = layers.stream().max(byZeros).orElseThrow();
    return Optional.of(
        FOUND.with(fewest.zeroShare(), fewest.path(), most.zeroShare(), most.path()));
  }
}
