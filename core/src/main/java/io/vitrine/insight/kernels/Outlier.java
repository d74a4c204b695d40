package io.vitrine.insight.kernels;

import io.vitrine.insight.kernels.KernelFacts.Layer;
import io.vitrine.insight.rule.Amount;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Names the filter that stands out most: the largest ratio of its norm to its layer's median. */
final class Outlier implements Rule<KernelFacts> {
  private static final Message FOUND = Message.note("kernels.outlier.found", 4);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(KernelFacts facts) {
    return facts.layers().stream()
        .filter(layer -> Double.isFinite(layer.largestNorm()) && layer.medianNorm() > 0)
        .max(Comparator.comparingDouble(Outlier::ratio))
        .map(
            layer ->
                FOUND.with(
                    layer.norms().indexOf(layer.largestNorm()),
                    layer.path(),
                    new Amount(layer.largestNorm()),
                    new Amount(ratio(layer))));
  }

  private static double ratio(Layer layer) {
    return layer.largestNorm() / layer.medianNorm();
  }
}
