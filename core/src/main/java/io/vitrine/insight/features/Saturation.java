package io.vitrine.insight.features;

import io.vitrine.insight.features.FeatureFacts.Activation;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Names the sigmoid or tanh layer with most values within 0.01 of an end of its range, where its
 * slope, and so the gradient that passes, is at most 0.02 (tanh: 1 - 0.99²; sigmoid: 0.99 · 0.01).
 * Half of the values there is called saturated (a convention of ours).
 */
final class Saturation implements Rule<FeatureFacts> {
  static final double MUCH = 0.5;

  private static final Message LITTLE = Message.good("features.saturation.little", 2);
  private static final Message FOUND = Message.warning("features.saturation.found", 2);

  @Override
  public List<Message> messages() {
    return List.of(LITTLE, FOUND);
  }

  @Override
  public Optional<Finding> apply(FeatureFacts facts) {
    return facts.activations().stream()
        .filter(layer -> layer.saturated().isPresent())
        .max(Comparator.comparingDouble(Saturation::share))
        .map(most -> (share(most) < MUCH ? LITTLE : FOUND).with(share(most), most.path()));
  }

  private static double share(Activation layer) {
    return layer.saturated().orElseThrow();
  }
}
