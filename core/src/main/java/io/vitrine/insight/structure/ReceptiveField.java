package io.vitrine.insight.structure;

import io.vitrine.insight.rule.Finding;
import io.vitrine.insight.rule.Message;
import io.vitrine.insight.rule.Rule;
import io.vitrine.insight.structure.StructureFacts.LastMap;
import io.vitrine.model.Shape;
import java.util.List;
import java.util.Optional;

/** Says how much of the image a cell of the last map depends on. */
final class ReceptiveField implements Rule<StructureFacts> {
  private static final Message WIDER = Message.note("structure.field.wider", 4);
  private static final Message NARROWER = Message.note("structure.field.narrower", 4);

  @Override
  public List<Message> messages() {
    return List.of(WIDER, NARROWER);
  }

  @Override
  public Optional<Finding> apply(StructureFacts facts) {
    return facts.input().flatMap(input -> facts.lastMap().map(last -> tell(input, last)));
  }

  private static Finding tell(Shape input, LastMap last) {
    long height = input.size(2);
    long width = input.size(3);
    Message message = last.receptiveField() >= Math.max(height, width) ? WIDER : NARROWER;
    return message.with(last.path(), last.receptiveField(), height, width);
  }
}
