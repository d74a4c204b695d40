package io.vitrine.torch.family;

import io.vitrine.torch.call.OperatorFactory;
import io.vitrine.torch.learn.ClassicalRuns;
import io.vitrine.torch.learn.LossRuns;
import io.vitrine.torch.learn.OptimizerRuns;
import io.vitrine.torch.series.AttentionRuns;
import io.vitrine.torch.series.RecurrentRuns;
import java.util.List;
import java.util.Map;

/** All families of operators that compute. */
public final class FamilyRuns {
  /** The families, each with its operators. */
  public static final List<Map<String, OperatorFactory>> ALL =
      List.of(
          ConvolutionRuns.ALL,
          PoolRuns.ALL,
          ProductRuns.ALL,
          NormalizationRuns.ALL,
          ActivationRuns.ALL,
          ElementwiseRuns.ALL,
          ReductionRuns.ALL,
          LossRuns.ALL,
          RecurrentRuns.ALL,
          QuantizedRuns.ALL,
          SignalRuns.ALL,
          ScaleRuns.ALL,
          OptimizerRuns.ALL,
          RegionRuns.ALL,
          AttentionRuns.ALL,
          DeformConvRuns.ALL,
          ClassicalRuns.ALL);

  private FamilyRuns() {}
}
