package io.vitrine.insight.curves;

import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Says where the loss first became NaN or infinite: from there on nothing is learnt. */
final class NonFiniteLoss implements Rule<CurvesFacts> {
  private static final Message FOUND = Message.warning("curves.nonFinite.found", 3);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(CurvesFacts facts) {
    return facts.nonFinite().map(at -> FOUND.with(at.value(), at.step(), at.epoch()));
  }
}
