package io.vitrine.operator.arrange;

import io.vitrine.operator.entry.Operator;
import java.util.List;

/** All families of operators that arrange, pick, make or route values. */
public final class Arrangements {
  /** The families, each with its operators. */
  public static final List<List<Operator>> ALL =
      List.of(
          Reshapes.ALL,
          Selections.ALL,
          Searches.ALL,
          Sources.ALL,
          Resizing.ALL,
          Sequences.ALL,
          ControlFlow.ALL);

  private Arrangements() {}
}
