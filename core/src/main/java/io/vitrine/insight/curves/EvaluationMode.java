package io.vitrine.insight.curves;

import io.vitrine.engine.Mode;
import io.vitrine.insight.curves.CurvesFacts.HeldOut;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import io.vitrine.insight.rule.Term;
import java.util.List;
import java.util.Optional;

/** Warns where held-out figures were measured in training mode, as the article measured them. */
final class EvaluationMode implements Rule<CurvesFacts> {
  private static final Message TRAINING = Message.warning("curves.evaluation.training", 2);

  @Override
  public List<Message> messages() {
    return List.of(TRAINING);
  }

  @Override
  public Optional<Finding> apply(CurvesFacts facts) {
    Optional<HeldOut> set = facts.heldOut();
    if (facts.evaluation() == Mode.EVALUATION || set.isEmpty() || facts.last().isEmpty()) {
      return Optional.empty();
    }
    return set.get().in(facts.last().get()).accuracy().stream()
        .mapToObj(accuracy -> TRAINING.with(new Term(set.get().term()), accuracy))
        .findFirst();
  }
}
