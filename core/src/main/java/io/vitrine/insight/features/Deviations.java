package io.vitrine.insight.features;

import io.vitrine.insight.features.FeatureFacts.Activation;
import io.vitrine.insight.rule.Amount;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says between what bounds the activations' standard deviation lies, and what is usual. */
final class Deviations implements Rule<FeatureFacts> {
  private static final double USUAL_FROM = 0.5;
  private static final double USUAL_TO = 2;

  /** As far beyond the usual range little of a layer's differences, or too much, is left. */
  private static final double FAR = 10;

  private static final Message USUAL = Message.good("features.deviation.usual", 6);
  private static final Message BESIDE = Message.note("features.deviation.beside", 6);
  private static final Message FAR_OFF = Message.warning("features.deviation.far", 6);

  @Override
  public List<Message> messages() {
    return List.of(USUAL, BESIDE, FAR_OFF);
  }

  @Override
  public Optional<Finding> apply(FeatureFacts facts) {
    List<Activation> layers =
        facts.activations().stream().filter(a -> Double.isFinite(a.deviation())).toList();
    if (layers.size() < 2) {
      return Optional.empty();
    }
    Comparator<Activation> bySize = Comparator.comparingDouble(Activation::deviation);
    Activation least = layers.stream().min(bySize).orElseThrow();
    Activation most = layers.stream().max(bySize).orElseThrow();
    return Optional.of(
        message(least.deviation(), most.deviation())
            .with(
                new Amount(least.deviation()),
                least.path(),
                new Amount(most.deviation()),
                most.path(),
                USUAL_FROM,
                USUAL_TO));
  }

  private static Message message(double least, double most) {
    if (least >= USUAL_FROM && most <= USUAL_TO) {
      return USUAL;
    }
    return least < USUAL_FROM / FAR || most > USUAL_TO * FAR ? FAR_OFF : BESIDE;
  }
}
