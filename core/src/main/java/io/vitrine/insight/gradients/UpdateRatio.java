package io.vitrine.insight.gradients;

import io.vitrine.insight.gradients.GradientFacts.Weight;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Names;
import io.vitrine.insight.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Judges how far one step moves the weights of convolutions and linear layers: log10 of |update| /
 * |weight|.
 *
 * <p>About -3 is healthy; above {@value #HIGH} and below {@value #LOW} are suspicious. Source: the
 * guide to Deeplearning4j's training UI. Below is natural once the loss has settled, and its
 * sentence says so.
 */
final class UpdateRatio implements Rule<GradientFacts> {
  static final double HIGH = -2;
  static final double LOW = -4;

  private static final Message HEALTHY = Message.good("gradients.update.healthy", 4);
  private static final Message FAST = Message.warning("gradients.update.fast", 5);
  private static final Message SLOW = Message.note("gradients.update.slow", 5);

  @Override
  public List<Message> messages() {
    return List.of(HEALTHY, FAST, SLOW);
  }

  @Override
  public Optional<Finding> apply(GradientFacts facts) {
    List<Weight> weights = measured(facts.matrices());
    if (weights.isEmpty()) {
      return Optional.empty();
    }
    List<Weight> fast = weights.stream().filter(w -> ratio(w) > HIGH).toList();
    List<Weight> slow = weights.stream().filter(w -> ratio(w) < LOW).toList();
    if (!fast.isEmpty()) {
      double highest = fast.stream().mapToDouble(UpdateRatio::ratio).max().orElseThrow();
      return Optional.of(FAST.with(fast.size(), weights.size(), names(fast), highest, HIGH));
    }
    if (!slow.isEmpty()) {
      double lowest = slow.stream().mapToDouble(UpdateRatio::ratio).min().orElseThrow();
      return Optional.of(SLOW.with(slow.size(), weights.size(), names(slow), lowest, LOW));
    }
    Comparator<Weight> byRatio = Comparator.comparingDouble(UpdateRatio::ratio);
    Weight lowest = weights.stream().min(byRatio).orElseThrow();
    Weight highest = weights.stream().max(byRatio).orElseThrow();
    return Optional.of(HEALTHY.with(ratio(lowest), lowest.name(), ratio(highest), highest.name()));
  }

  /** The median ratio of some weights, empty where none is known. */
  static OptionalDouble median(List<Weight> weights) {
    double[] sorted = measured(weights).stream().mapToDouble(UpdateRatio::ratio).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
  }

  private static List<Weight> measured(List<Weight> weights) {
    return weights.stream()
        .filter(w -> w.log10Update().isPresent() && Double.isFinite(ratio(w)))
        .toList();
  }

  private static double ratio(Weight weight) {
    return weight.log10Update().orElseThrow();
  }

  private static Names names(List<Weight> weights) {
    return new Names(weights.stream().map(Weight::name).toList());
  }
}
