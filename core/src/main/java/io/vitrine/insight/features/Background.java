package io.vitrine.insight.features;

import io.vitrine.insight.features.FeatureFacts.ChannelMean;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says which layer's channel mean tells background from object, in which direction, and only where
 * Pearson's r with the background reaches {@link Outline#STRONG} either way.
 */
final class Background implements Rule<FeatureFacts> {
  private static final Message BRIGHT = Message.note("features.background.bright", 5);
  private static final Message DARK = Message.note("features.background.dark", 5);
  private static final Message NONE = Message.note("features.background.none", 3);

  @Override
  public List<Message> messages() {
    return List.of(BRIGHT, DARK, NONE);
  }

  @Override
  public Optional<Finding> apply(FeatureFacts facts) {
    List<ChannelMean> compared =
        facts.maps().stream().filter(map -> map.background().isPresent()).toList();
    long strong = compared.stream().filter(map -> Math.abs(r(map)) >= Outline.STRONG).count();
    return compared.stream()
        .max(Comparator.comparingDouble(map -> Math.abs(r(map))))
        .map(
            most ->
                strong == 0
                    ? NONE.with(r(most), most.path(), compared.size())
                    : (r(most) > 0 ? BRIGHT : DARK)
                        .with(most.path(), r(most), strong, compared.size(), Outline.STRONG));
  }

  private static double r(ChannelMean map) {
    return map.background().orElseThrow();
  }
}
