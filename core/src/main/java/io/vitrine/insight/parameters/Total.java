package io.vitrine.insight.parameters;

import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import io.vitrine.operator.entry.Category;
import java.util.List;
import java.util.Optional;

/** Counts the parameters, and how they divide between convolutions and linear layers. */
final class Total implements Rule<ParameterFacts> {
  private static final double MIB = 1 << 20;

  private static final Message FOUND = Message.note("parameters.total.found", 4);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(ParameterFacts facts) {
    double all = facts.parameters();
    return all == 0
        ? Optional.empty()
        : Optional.of(
            FOUND.with(
                facts.parameters(),
                facts.bytes() / MIB,
                facts.parametersOf(Category.CONVOLUTION) / all,
                facts.parametersOf(Category.LINEAR) / all));
  }
}
