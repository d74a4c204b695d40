package io.vitrine.operator.family;

import io.vitrine.operator.entry.Operator;
import java.util.List;

/** All families of operators that compute. */
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
          Recurrents.ALL,
          Attentions.ALL,
          Quantized.ALL,
          Signals.ALL,
          Training.ALL,
          Classical.ALL,
          Contributed.ALL,
          ContributedAttention.ALL,
          ContributedQuantized.ALL,
          Aten.ALL);

  private Families() {}
}
