package io.vitrine.insight.structure;

import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Counts the layers and, among them, convolutions and linear layers. */
final class Layers implements Rule<StructureFacts> {
  private static final Message FOUND = Message.note("structure.layers.found", 4);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(StructureFacts facts) {
    return Optional.of(
        FOUND.with(
            facts.layers(),
            facts.convolutions() + facts.linear(),
            facts.convolutions(),
            facts.linear()));
  }
}
