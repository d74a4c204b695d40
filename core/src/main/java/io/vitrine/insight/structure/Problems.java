package io.vitrine.insight.structure;

import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Says that shapes do not fit, with the first place. */
final class Problems implements Rule<StructureFacts> {
  private static final Message FOUND = Message.warning("structure.problems.found", 2);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(StructureFacts facts) {
    return facts.problems().stream()
        .findFirst()
        .map(first -> FOUND.with(facts.problems().size(), first));
  }
}
