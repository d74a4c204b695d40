package io.vitrine.insight.curves;

import io.vitrine.insight.rule.Amount;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.List;
import java.util.Optional;

/**
 * Says whether the training loss still moves: the slope of its logarithm over the last {@value
 * #WINDOW} epochs (least squares), as a change in per cent an epoch.
 *
 * <p>The slope is relative to the level, because losses differ by orders of magnitude between
 * tasks. Below {@value #FLAT} an epoch the loss counts as level: at that pace halving it would take
 * 14 more epochs.
 */
final class Convergence implements Rule<CurvesFacts> {
  static final int WINDOW = 3;
  static final double FLAT = 0.05;

  private static final Message FALLING = Message.note("curves.convergence.falling", 4);
  private static final Message LEVEL = Message.good("curves.convergence.level", 5);
  private static final Message RISING = Message.warning("curves.convergence.rising", 4);
  private static final Message SHORT = Message.note("curves.convergence.short", 2);

  @Override
  public List<Message> messages() {
    return List.of(FALLING, LEVEL, RISING, SHORT);
  }

  @Override
  public Optional<Finding> apply(CurvesFacts facts) {
    List<Double> losses =
        facts.epochs().stream().flatMap(epoch -> epoch.training().loss().stream().boxed()).toList();
    if (losses.isEmpty() || losses.stream().anyMatch(x -> !Double.isFinite(x) || x <= 0)) {
      return Optional.empty();
    }
    if (losses.size() == 1) {
      return Optional.of(SHORT.with(1, new Amount(losses.get(0))));
    }
    return Optional.of(judge(losses.subList(Math.max(0, losses.size() - WINDOW), losses.size())));
  }

  private static Finding judge(List<Double> losses) {
    double change = Math.expm1(slopeOfLogarithm(losses));
    Amount from = new Amount(losses.get(0));
    Amount to = new Amount(losses.get(losses.size() - 1));
    if (Math.abs(change) < FLAT) {
      return LEVEL.with(losses.size(), change, from, to, FLAT);
    }
    return (change < 0 ? FALLING : RISING).with(losses.size(), Math.abs(change), from, to);
  }

  /** Least squares: slope = sum (x - mean x) ln y / sum (x - mean x)^2. */
  private static double slopeOfLogarithm(List<Double> values) {
    double middle = (values.size() - 1) / 2.0;
    double above = 0;
    double below = 0;
    for (int i = 0; i < values.size(); i++) {
      above += (i - middle) * Math.log(values.get(i));
      below += (i - middle) * (i - middle);
    }
    return above / below;
  }
}
