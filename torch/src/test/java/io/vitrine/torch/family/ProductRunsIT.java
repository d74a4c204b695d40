package io.vitrine.torch.family;

import static io.vitrine.torch.OneNode.floats;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.torch.OneNode;
import org.junit.jupiter.api.Test;

class ProductRunsIT {
  private static final Tensor A = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
  private static final Tensor B = Tensor.of(new float[] {1, 0, -1, 2, 1, 0}, 2, 3);

  @Test
  void gemm_transposedB_isALinearLayer() {
    OneNode node = OneNode.of("Gemm").with("transB", 1).input(A).input(B).input(floats(10, 20));
    assertThat(node.run().floats()).containsExactly(8, 24, 8, 33);
  }

  @Test
  void gemm_alphaBetaTransposedA_scalesAndAdds() {
    OneNode node =
        OneNode.of("Gemm")
            .with("transA", 1)
            .with("alpha", 0.5f)
            .with("beta", 2f)
            .input(A)
            .input(B)
            .input(Tensor.of(new float[] {1, 2, 3}, 3, 1));
    Tensor ours = node.run();
    assertThat(ours.shape()).isEqualTo(Shape.of(3, 3));
    assertThat(ours.floats()).containsExactly(6.5f, 4, 1.5f, 10, 6.5f, 3, 13.5f, 9, 4.5f);
  }

  @Test
  void matMul_batches_multipliesEach() {
    Tensor stack = OneNode.random(4, 2, 3);
    Tensor ours = OneNode.of("MatMul").input(stack).input(OneNode.random(3, 5)).run();
    assertThat(ours.shape()).isEqualTo(Shape.of(4, 2, 5));
  }
}
