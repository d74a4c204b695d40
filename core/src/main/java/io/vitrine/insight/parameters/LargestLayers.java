package io.vitrine.insight.parameters;

import io.vitrine.insight.parameters.ParameterFacts.Layer;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Names;
import io.vitrine.insight.rule.Rule;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Names the fewest of the largest layers that together hold half of the parameters or more, and any
 * that are just as large as the smallest of these.
 */
final class LargestLayers implements Rule<ParameterFacts> {
  private static final Message FOUND = Message.note("parameters.layers.found", 4);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(ParameterFacts facts) {
    List<Layer> bySize =
        facts.layers().stream()
            .filter(layer -> layer.parameters() > 0)
            .sorted(Comparator.comparingLong(Layer::parameters).reversed())
            .toList();
    if (bySize.size() < 2) {
      return Optional.empty();
    }
    long sum = 0;
    int count = 0;
    while (2 * sum < facts.parameters() || tied(bySize, count)) {
      sum += bySize.get(count++).parameters();
    }
    Names names = new Names(bySize.subList(0, count).stream().map(Layer::path).toList());
    return Optional.of(FOUND.with(count, bySize.size(), names, (double) sum / facts.parameters()));
  }

  private static boolean tied(List<Layer> bySize, int count) {
    return count < bySize.size()
        && bySize.get(count - 1).parameters() == bySize.get(count).parameters();
  }
}
