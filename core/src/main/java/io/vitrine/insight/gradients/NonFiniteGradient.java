package io.vitrine.insight.gradients;

import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Says where a gradient first became NaN or infinite. */
final class NonFiniteGradient implements Rule<GradientFacts> {
  private static final Message FOUND = Message.warning("gradients.nonFinite.found", 4);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(GradientFacts facts) {
    return facts.nonFinite().map(at -> FOUND.with(at.place(), at.value(), at.step(), at.epoch()));
  }
}
