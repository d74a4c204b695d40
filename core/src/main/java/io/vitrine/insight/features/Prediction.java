package io.vitrine.insight.features;

import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Says which class the network gives the image, and with what probability. */
final class Prediction implements Rule<FeatureFacts> {
  private static final Message FOUND = Message.note("features.prediction.found", 3);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(FeatureFacts facts) {
    return facts
        .answer()
        .filter(answer -> Double.isFinite(answer.probability()))
        .map(answer -> FOUND.with(answer.index(), answer.probability(), answer.classes()));
  }
}
