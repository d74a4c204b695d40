package io.vitrine.insight.parameters;

import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import io.vitrine.operator.entry.Category;
import java.util.List;
import java.util.Optional;

/** Counts what normalization layers hold, and the running statistics beside it. */
final class BatchNorm implements Rule<ParameterFacts> {
  private static final Message FOUND = Message.note("parameters.norm.found", 3);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(ParameterFacts facts) {
    long held = facts.parametersOf(Category.NORMALIZATION);
    return held == 0
        ? Optional.empty()
        : Optional.of(FOUND.with(held, (double) held / facts.parameters(), facts.bufferCount()));
  }
}
