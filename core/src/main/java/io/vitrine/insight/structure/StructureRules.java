package io.vitrine.insight.structure;

import io.vitrine.insight.rule.Rule;
import java.util.List;

/** The rules on a network's structure, in the order in which they are told. */
public final class StructureRules {
  public static final List<Rule<StructureFacts>> ALL =
      List.of(new Problems(), new Layers(), new Shrinking(), new ReceptiveField());

  private StructureRules() {}
}
