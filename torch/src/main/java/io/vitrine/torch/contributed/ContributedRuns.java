package io.vitrine.torch.contributed;

import io.vitrine.torch.call.OperatorFactory;
import java.util.List;
import java.util.Map;

/** All operators of ONNX Runtime's own domain that the engine runs. */
public final class ContributedRuns {
  static final String DOMAIN = "com.microsoft.";

  /** The families, each with its operators. */
  public static final List<Map<String, OperatorFactory>> ALL =
      List.of(
          FusedRuns.ALL,
          PackedProducts.ALL,
          SkipRuns.ALL,
          ScaledRuns.ALL,
          ProjectedAttention.ALL,
          HeadAttention.ALL,
          GroupedAttention.ALL);

  private ContributedRuns() {}
}
