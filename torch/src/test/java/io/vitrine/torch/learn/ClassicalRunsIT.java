package io.vitrine.torch.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.engine.Request;
import io.vitrine.engine.Score;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Tensor;
import io.vitrine.torch.OneNode;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClassicalRunsIT {
  private static Trace run(OneNode node, int element) {
    return node.run(
        Request.forward().differentiating(new Score.Element("out0", element), Set.of("in0")));
  }

  @Test
  void scaler_movesAndScalesEachFeature() {
    OneNode node =
        OneNode.of("ai.onnx.ml.Scaler")
            .withFloats("offset", 1f)
            .withFloats("scale", 2f, 3f)
            .input(Tensor.of(new float[] {3, 5}, 1, 2));
    assertThat(run(node, 1).tensor("out0").floats()).containsExactly(4, 12);
    assertThat(run(node, 1).gradient("in0").floats()).containsExactly(0, 3);
  }

  @Test
  void linearRegressor_hasItsCoefficientsAsGradient() {
    OneNode node =
        OneNode.of("ai.onnx.ml.LinearRegressor")
            .withFloats("coefficients", 1f, 2f, 3f, 4f)
            .withFloats("intercepts", 0.5f, -0.5f)
            .with("targets", 2)
            .input(Tensor.of(new float[] {1, 1}, 1, 2));
    assertThat(run(node, 1).tensor("out0").floats()).containsExactly(3.5f, 6.5f);
    assertThat(run(node, 1).gradient("in0").floats()).containsExactly(3, 4);
  }

  /** d(a / sqrt(a^2 + b^2)) = (b^2, -a b) / (a^2 + b^2)^1.5. */
  @Test
  void normalizer_byLength_hasTheGradientOfTheQuotient() {
    OneNode node =
        OneNode.of("ai.onnx.ml.Normalizer")
            .with("norm", "L2")
            .input(Tensor.of(new float[] {3, 4}, 1, 2));
    Trace trace = run(node, 0);
    assertThat(trace.tensor("out0").floats())
        .containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
    assertThat(trace.gradient("in0").floats())
        .containsExactly(new float[] {0.128f, -0.096f}, within(1e-6f));
  }
}
