package io.vitrine.insight.kernels;

import io.vitrine.insight.kernels.KernelFacts.Layer;
import io.vitrine.insight.rule.Amount;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Names the layers whose filters have the largest and the smallest median norm. */
final class LayerNorms implements Rule<KernelFacts> {
  private static final Message FOUND = Message.note("kernels.norms.found", 4);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(KernelFacts facts) {
    List<Layer> finite =
        facts.layers().stream().filter(layer -> Double.isFinite(layer.medianNorm())).toList();
    if (finite.size() < 2) {
      return Optional.empty();
    }
    Comparator<Layer> byNorm = Comparator.comparingDouble(Layer::medianNorm);
    Layer largest = finite.stream().max(byNorm).orElseThrow();
    Layer smallest = finite.stream().min(byNorm).orElseThrow();
    return Optional.of(
        FOUND.with(
            largest.path(),
            new Amount(largest.medianNorm()),
            smallest.path(),
            new Amount(smallest.medianNorm())));
  }
}
