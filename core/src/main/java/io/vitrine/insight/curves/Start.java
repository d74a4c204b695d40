package io.vitrine.insight.curves;

import io.vitrine.insight.rule.Amount;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Compares the first batch's loss with ln K, the cross entropy of giving each of K classes the
 * probability 1/K: fresh weights ought to begin there.
 *
 * <p>Within {@value #NEAR} of ln K is near: logits of standard deviation s raise the expected loss
 * by about s²/2, so this allows s up to about 0.7 at K = 10. Far above, the initial outputs are too
 * large; far below, the weights were not fresh.
 */
final class Start implements Rule<CurvesFacts> {
  static final double NEAR = 0.1;

  private static final Message AT_CHANCE = Message.good("curves.start.atChance", 3);
  private static final Message ABOVE = Message.note("curves.start.above", 4);
  private static final Message BELOW = Message.note("curves.start.below", 3);

  @Override
  public List<Message> messages() {
    return List.of(AT_CHANCE, ABOVE, BELOW);
  }

  @Override
  public Optional<Finding> apply(CurvesFacts facts) {
    if (facts.classes() < 2
        || facts.firstBatchLoss().isEmpty()
        || !Double.isFinite(facts.firstBatchLoss().getAsDouble())) {
      return Optional.empty();
    }
    double loss = facts.firstBatchLoss().getAsDouble();
    double chance = Math.log(facts.classes());
    Amount first = new Amount(loss);
    Amount guess = new Amount(chance);
    if (Math.abs(loss - chance) <= NEAR * chance) {
      return Optional.of(AT_CHANCE.with(first, facts.classes(), guess));
    }
    return Optional.of(
        loss > chance
            ? ABOVE.with(first, facts.classes(), guess, loss / chance)
            : BELOW.with(first, facts.classes(), guess));
  }
}
