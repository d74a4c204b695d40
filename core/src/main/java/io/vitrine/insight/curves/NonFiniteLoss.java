package io.vitrine.insight.curves;

import io.vitrine.engine.NonFiniteValue;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.FirstNonFinite;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Says where the loss first became NaN or infinite, and of what: nothing is learnt after it. */
final class NonFiniteLoss implements Rule<CurvesFacts> {
  private static final Message FOUND = Message.warning("curves.nonFinite.found", 3);
  private static final Message INPUT = Message.warning("curves.nonFinite.input", 5);
  private static final Message PARAMETER = Message.warning("curves.nonFinite.parameter", 5);
  private static final Message LAYER = Message.warning("curves.nonFinite.layer", 5);
  private static final Message LOSS = Message.warning("curves.nonFinite.loss", 3);

  @Override
  public List<Message> messages() {
    return List.of(FOUND, INPUT, PARAMETER, LAYER, LOSS);
  }

  @Override
  public Optional<Finding> apply(CurvesFacts facts) {
    return facts.nonFinite().map(NonFiniteLoss::finding);
  }

  private static Finding finding(FirstNonFinite at) {
    return at.origin()
        .map(origin -> finding(at, origin))
        .orElseGet(() -> FOUND.with(at.value(), at.step(), at.epoch()));
  }

  private static Finding finding(FirstNonFinite at, NonFiniteValue origin) {
    return switch (origin.kind()) {
      case INPUT -> from(INPUT, at, origin);
      case PARAMETER -> from(PARAMETER, at, origin);
      case LAYER -> from(LAYER, at, origin);
      case LOSS -> LOSS.with(at.value(), at.step(), at.epoch());
      case GRADIENT -> FOUND.with(at.value(), at.step(), at.epoch());
    };
  }

  private static Finding from(Message message, FirstNonFinite at, NonFiniteValue origin) {
    return message.with(at.value(), at.step(), at.epoch(), origin.name(), origin.value());
  }
}
