package io.vitrine.operator.family;

import io.vitrine.operator.entry.Operator;
import java.util.List;

/** All families of operators. */
public final class Families {
  /** The families, each with its operators. */
  public static final List<List<Operator>> ALL =
      List.of(
          Convolutions.ALL,
          Pools.ALL,
          Products.ALL,
          Normalizations.ALL,
          Activations.ALL,
          Elementwise.ALL,
          Reductions.ALL,
          Reshapes.ALL,
          Selections.ALL);

  private Families() {}
}
