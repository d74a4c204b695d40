package io.vitrine.insight.curves;

import io.vitrine.insight.curves.CurvesFacts.Epoch;
import io.vitrine.insight.curves.CurvesFacts.HeldOut;
import io.vitrine.insight.rule.Amount;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import io.vitrine.insight.rule.Term;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says whether the held-out loss has been rising while the training loss went on falling: the sign
 * of learning by heart.
 *
 * <p>It must lie at least {@value #RISE} above its lowest epoch, two or more epochs later; less is
 * within the ups and downs of one epoch to the next.
 */
final class Overfitting implements Rule<CurvesFacts> {
  static final double RISE = 0.1;
  private static final int EPOCHS = 2;

  private static final Message FOUND = Message.warning("curves.overfitting.found", 4);
  private static final Message NONE = Message.good("curves.overfitting.none", 3);
  private static final Message LOWEST = Message.good("curves.overfitting.lowest", 3);

  @Override
  public List<Message> messages() {
    return List.of(FOUND, NONE, LOWEST);
  }

  @Override
  public Optional<Finding> apply(CurvesFacts facts) {
    return facts.heldOut().flatMap(set -> judge(facts.measured(set), set));
  }

  private static Optional<Finding> judge(List<Epoch> epochs, HeldOut set) {
    if (epochs.size() <= EPOCHS) {
      return Optional.empty();
    }
    Epoch lowest =
        epochs.stream().min(Comparator.comparingDouble(epoch -> loss(set, epoch))).orElseThrow();
    Epoch last = epochs.get(epochs.size() - 1);
    double rise = loss(set, last) / loss(set, lowest) - 1;
    double fall =
        1 - last.training().loss().orElse(Double.NaN) / lowest.training().loss().orElse(Double.NaN);
    Term name = new Term(set.term());
    if (lowest.number() == last.number()) {
      return Optional.of(LOWEST.with(name, new Amount(loss(set, last)), last.number()));
    }
    if (rise >= RISE && last.number() - lowest.number() >= EPOCHS && fall > 0) {
      return Optional.of(FOUND.with(lowest.number(), name, rise, fall));
    }
    return rise < RISE ? Optional.of(NONE.with(name, rise, lowest.number())) : Optional.empty();
  }

  private static double loss(HeldOut set, Epoch epoch) {
    return set.in(epoch).loss().orElseThrow();
  }
}
