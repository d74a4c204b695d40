package io.vitrine.grouping;

import io.vitrine.grouping.pattern.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The rules in the order in which they work: arithmetic, layers, blocks, what is left over. */
public final class Rules {
  private static final List<Rule> STANDARD = with();

  private Rules() {}

  /** The built-in rules. */
  public static List<Rule> standard() {
    return STANDARD;
  }

  /** Own rules, which work on layers and go before the built-in blocks. */
  public static List<Rule> with(Rule... own) {
    return Stream.of(
            Expressions.RULES,
            Layers.RULES,
            List.of(own),
            Sequences.RULES,
            Blocks.RULES,
            Blocks.LEFT_OVER,
            Layers.LEFT_OVER,
            Sequences.LEFT_OVER)
        .flatMap(List::stream)
        .toList();
  }
}
