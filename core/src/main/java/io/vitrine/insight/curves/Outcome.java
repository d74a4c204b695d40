package io.vitrine.insight.curves;

import io.vitrine.insight.curves.CurvesFacts.HeldOut;
import io.vitrine.insight.rule.Amount;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import io.vitrine.insight.rule.Term;
import java.util.List;
import java.util.Optional;

/**
 * Says what the run reached on images it did not learn from, the test set where there is one, and
 * whether that beats guessing.
 *
 * <p>Guessing among K classes is right in 1/K of the cases; up to {@value #CHANCE_FACTOR} times
 * that is called no better, since classes are seldom equally frequent and always naming the most
 * frequent one already gains a little.
 */
final class Outcome implements Rule<CurvesFacts> {
  static final double CHANCE_FACTOR = 1.5;

  private static final Message REACHED = Message.note("curves.outcome.reached", 4);
  private static final Message CHANCE = Message.warning("curves.outcome.chance", 4);

  @Override
  public List<Message> messages() {
    return List.of(REACHED, CHANCE);
  }

  @Override
  public Optional<Finding> apply(CurvesFacts facts) {
    return List.of(HeldOut.TEST, HeldOut.VALIDATION).stream()
        .filter(set -> facts.last().map(epoch -> set.in(epoch).isWhole()).orElse(false))
        .findFirst()
        .map(set -> tell(facts, set));
  }

  private static Finding tell(CurvesFacts facts, HeldOut set) {
    CurvesFacts.Epoch last = facts.last().orElseThrow();
    double accuracy = set.in(last).accuracy().orElseThrow();
    double loss = set.in(last).loss().orElseThrow();
    Term name = new Term(set.term());
    boolean guessing = facts.classes() > 1 && accuracy <= CHANCE_FACTOR / facts.classes();
    return guessing
        ? CHANCE.with(name, accuracy, facts.classes(), 1.0 / facts.classes())
        : REACHED.with(name, accuracy, new Amount(loss), last.number());
  }
}
