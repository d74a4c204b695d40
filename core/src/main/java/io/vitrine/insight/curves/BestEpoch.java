package io.vitrine.insight.curves;

import io.vitrine.insight.curves.CurvesFacts.Epoch;
import io.vitrine.insight.curves.CurvesFacts.HeldOut;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Names the epoch with the highest accuracy on validation images. Without any, the test set takes
 * their place, and the figure is called optimistic: the best of several looks at the test set is
 * higher than a fresh set would give.
 */
final class BestEpoch implements Rule<CurvesFacts> {
  private static final Message VALIDATION = Message.note("curves.best.validation", 4);
  private static final Message OPTIMISTIC = Message.note("curves.best.optimistic", 4);

  @Override
  public List<Message> messages() {
    return List.of(VALIDATION, OPTIMISTIC);
  }

  @Override
  public Optional<Finding> apply(CurvesFacts facts) {
    return facts.heldOut().flatMap(set -> best(facts, set));
  }

  private static Optional<Finding> best(CurvesFacts facts, HeldOut set) {
    List<Epoch> epochs = facts.measured(set);
    if (epochs.size() < 2) {
      return Optional.empty();
    }
    Epoch best =
        epochs.stream()
            .max(
                Comparator.comparingDouble((Epoch epoch) -> accuracy(set, epoch))
                    .thenComparing(Comparator.comparingInt(Epoch::number).reversed()))
            .orElseThrow();
    Epoch last = epochs.get(epochs.size() - 1);
    return Optional.of(
        (set == HeldOut.VALIDATION ? VALIDATION : OPTIMISTIC)
            .with(accuracy(set, best), best.number(), epochs.size(), accuracy(set, last)));
  }

  private static double accuracy(HeldOut set, Epoch epoch) {
    return set.in(epoch).accuracy().orElseThrow();
  }
}
