package io.vitrine.insight.curves;

import io.vitrine.insight.curves.CurvesFacts.Epoch;
import io.vitrine.insight.curves.CurvesFacts.HeldOut;
import io.vitrine.insight.curves.CurvesFacts.Measure;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import io.vitrine.insight.rule.Term;
import java.util.List;
import java.util.Optional;

/**
 * Says how far the last epoch's training accuracy lies above the held-out accuracy, in percentage
 * points, and the ratio of the losses.
 *
 * <p>Training figures are means over an epoch in which the weights still moved and dropout was on,
 * so they understate the network a little and a gap below zero is no error. Up to {@value #SMALL}
 * points is called small, above {@value #LARGE} large; both are conventions of ours.
 */
final class Gap implements Rule<CurvesFacts> {
  static final double SMALL = 2;
  static final double LARGE = 5;

  private static final Message REVERSED = Message.note("curves.gap.reversed", 5);
  private static final Message LITTLE = Message.good("curves.gap.small", 5);
  private static final Message MEDIUM = Message.note("curves.gap.medium", 5);
  private static final Message WIDE = Message.warning("curves.gap.large", 5);

  @Override
  public List<Message> messages() {
    return List.of(REVERSED, LITTLE, MEDIUM, WIDE);
  }

  @Override
  public Optional<Finding> apply(CurvesFacts facts) {
    Optional<HeldOut> set = facts.heldOut();
    Optional<Epoch> last = facts.last();
    if (set.isEmpty() || last.isEmpty()) {
      return Optional.empty();
    }
    Measure training = last.get().training();
    Measure heldOut = set.get().in(last.get());
    return training.isWhole() && heldOut.isWhole()
        ? compare(training, heldOut, new Term(set.get().term()))
        : Optional.empty();
  }

  private static Optional<Finding> compare(Measure training, Measure heldOut, Term set) {
    double trained = training.accuracy().orElseThrow();
    double held = heldOut.accuracy().orElseThrow();
    double points = 100 * (trained - held);
    double ratio = heldOut.loss().orElseThrow() / training.loss().orElseThrow();
    return Double.isFinite(points) && Double.isFinite(ratio)
        ? Optional.of(message(points).with(trained, set, held, Math.abs(points), ratio))
        : Optional.empty();
  }

  private static Message message(double points) {
    if (points < 0) {
      return REVERSED;
    }
    return points <= SMALL ? LITTLE : points <= LARGE ? MEDIUM : WIDE;
  }
}
