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
 * <p>It must lie at least {@value #RISE} above its lowest epoch, {@value #EPOCHS} or more epochs
 * later; both are conventions of ours. A rise of fewer epochs is told, but not as overfitting:
 * early in a training, and with batch norm above all, the loss in evaluation mode is unsteady.
 */
final class Overfitting implements Rule<CurvesFacts> {
  static final double RISE = 0.1;
  static final int EPOCHS = 3;

  private static final Message FOUND = Message.warning("curves.overfitting.found", 4);
  private static final Message RECENT = Message.note("curves.overfitting.recent", 5);
  private static final Message NONE = Message.good("curves.overfitting.none", 3);
  private static final Message LOWEST = Message.good("curves.overfitting.lowest", 3);

  @Override
  public List<Message> messages() {
    return List.of(FOUND, RECENT, NONE, LOWEST);
  }

  @Override
  public Optional<Finding> apply(CurvesFacts facts) {
    return facts.heldOut().flatMap(set -> judge(facts.measured(set), set));
  }

  private static Optional<Finding> judge(List<Epoch> epochs, HeldOut set) {
    if (epochs.size() < 2) {
      return Optional.empty();
    }
    Epoch lowest =
        epochs.stream().min(Comparator.comparingDouble(epoch -> loss(set, epoch))).orElseThrow();
    Epoch last = epochs.get(epochs.size() - 1);
    Term name = new Term(set.term());
    if (lowest.number() == last.number()) {
      return Optional.of(LOWEST.with(name, new Amount(loss(set, last)), last.number()));
    }
    double rise = loss(set, last) / loss(set, lowest) - 1;
    if (rise < RISE) {
      return Optional.of(NONE.with(name, rise, lowest.number()));
    }
    return rising(lowest, last, name, rise);
  }

  private static Optional<Finding> rising(Epoch lowest, Epoch last, Term set, double rise) {
    double fall = 1 - trainingLoss(last) / trainingLoss(lowest);
    int epochs = last.number() - lowest.number();
    if (!(fall > 0) || !Double.isFinite(rise)) {
      return Optional.empty();
    }
    return Optional.of(
        epochs >= EPOCHS
            ? FOUND.with(lowest.number(), set, rise, fall)
            : RECENT.with(lowest.number(), set, rise, fall, epochs));
  }

  private static double trainingLoss(Epoch epoch) {
    return epoch.training().loss().orElse(Double.NaN);
  }

  private static double loss(HeldOut set, Epoch epoch) {
    return set.in(epoch).loss().orElseThrow();
  }
}
