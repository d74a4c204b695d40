package io.vitrine.insight.features;

import io.vitrine.insight.features.FeatureFacts.Activation;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Counts channels that are zero everywhere after a ReLU. One image tells of that image only: a
 * channel may be silent because what it looks for is not in the picture.
 */
final class DeadChannels implements Rule<FeatureFacts> {
  private static final Message NONE = Message.good("features.dead.none", 2);
  private static final Message FOUND = Message.note("features.dead.found", 6);

  @Override
  public List<Message> messages() {
    return List.of(NONE, FOUND);
  }

  @Override
  public Optional<Finding> apply(FeatureFacts facts) {
    List<Activation> layers = facts.rectified();
    if (layers.isEmpty()) {
      return Optional.empty();
    }
    int channels = layers.stream().mapToInt(Activation::channels).sum();
    int dead = layers.stream().mapToInt(Activation::dead).sum();
    if (dead == 0) {
      return Optional.of(NONE.with(channels, layers.size()));
    }
    Activation most =
        layers.stream().max(Comparator.comparingDouble(DeadChannels::share)).orElseThrow();
    return Optional.of(
        FOUND.with(
            dead, channels, (double) dead / channels, most.path(), most.dead(), most.channels()));
  }

  private static double share(Activation layer) {
    return (double) layer.dead() / layer.channels();
  }
}
