package io.vitrine.insight.parameters;

import io.vitrine.insight.parameters.ParameterFacts.Layer;
import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Names;
import io.vitrine.insight.rule.Rule;
import io.vitrine.operator.entry.Category;
import java.util.List;
import java.util.Optional;

/** Counts multiply-accumulates for one image and names the layers with most of them. */
final class Work implements Rule<ParameterFacts> {
  private static final Message FOUND = Message.note("parameters.work.found", 5);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(ParameterFacts facts) {
    if (facts.macs() == 0) {
      return Optional.empty();
    }
    long most = facts.layers().stream().mapToLong(Layer::macs).max().orElseThrow();
    Names names =
        new Names(facts.layers().stream().filter(l -> l.macs() == most).map(Layer::path).toList());
    double all = facts.macs();
    long convolutions =
        facts.layers().stream()
            .filter(layer -> layer.category() == Category.CONVOLUTION)
            .mapToLong(Layer::macs)
            .sum();
    return Optional.of(
        FOUND.with(facts.macs(), names, most / all, convolutions / all, names.names().size()));
  }
}
