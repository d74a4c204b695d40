package io.vitrine.insight.structure;

import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import io.vitrine.model.Shape;
import java.util.List;
import java.util.Optional;

/** Says how the image's size changes on the way to the last map, while channels are added. */
final class Shrinking implements Rule<StructureFacts> {
  private static final Message FOUND = Message.note("structure.shrinking.found", 6);

  @Override
  public List<Message> messages() {
    return List.of(FOUND);
  }

  @Override
  public Optional<Finding> apply(StructureFacts facts) {
    return facts.input().flatMap(input -> facts.lastMap().map(last -> tell(input, last.shape())));
  }

  private static Finding tell(Shape from, Shape to) {
    return FOUND.with(from.size(2), from.size(3), to.size(2), to.size(3), from.size(1), to.size(1));
  }
}
