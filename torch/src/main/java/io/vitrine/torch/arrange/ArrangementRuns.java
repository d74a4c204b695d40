package io.vitrine.torch.arrange;

import io.vitrine.torch.call.OperatorFactory;
import java.util.List;
import java.util.Map;

/** All families of operators that arrange, pick, make or route values. */
public final class ArrangementRuns {
  /** The families, each with its operators. */
  public static final List<Map<String, OperatorFactory>> ALL =
      List.of(
          StringMoves.of(ReshapeRuns.ALL),
          PaddingRuns.ALL,
          ResizingRuns.ALL,
          SequenceRuns.ALL,
          TextRuns.ALL,
          BoxRuns.ALL,
          CastRuns.ALL,
          StringMoves.of(SelectionRuns.ALL),
          SearchRuns.ALL,
          ScatterRuns.ALL,
          SourceRuns.ALL,
          ControlFlowRuns.ALL);

  private ArrangementRuns() {}
}
