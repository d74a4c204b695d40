package io.vitrine.insight.features;

import io.vitrine.insight.features.FeatureFacts.ChannelMean;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says which layer's channel mean follows the image's outline, and only where Pearson's r with the
 * input's edge strength reaches {@value #STRONG}: edges then account for more than a third (r²) of
 * the map's variance. Which r counts as strong is a convention of ours.
 */
final class Outline implements Rule<FeatureFacts> {
  static final double STRONG = 0.6;

  private static final Message FOLLOWS = Message.note("features.outline.follows", 5);
  private static final Message NONE = Message.note("features.outline.none", 3);

  @Override
  public List<Message> messages() {
    return List.of(FOLLOWS, NONE);
  }

  @Override
  public Optional<Finding> apply(FeatureFacts facts) {
    List<ChannelMean> compared =
        facts.maps().stream().filter(map -> map.outline().isPresent()).toList();
    long strong = compared.stream().filter(map -> r(map) >= STRONG).count();
    return compared.stream()
        .max(Comparator.comparingDouble(Outline::r))
        .map(
            most ->
                strong > 0
                    ? FOLLOWS.with(most.path(), r(most), strong, compared.size(), STRONG)
                    : NONE.with(r(most), most.path(), compared.size()));
  }

  private static double r(ChannelMean map) {
    return map.outline().orElseThrow();
  }
}
