package io.vitrine.torch.family;

import static io.vitrine.torch.OneNode.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.torch.OneNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReductionRunsIT {
  private static final Tensor SIX = Tensor.of(new float[] {1, -2, 3, 4, 5, 6}, 2, 3);

  @ParameterizedTest
  @CsvSource({
    "ReduceMean, 0.6666667, 5",
    "ReduceSum, 2, 15",
    "ReduceMax, 3, 6",
    "ReduceMin, -2, 4",
    "ReduceL1, 6, 15",
    "ReduceL2, 3.7416575, 8.774964",
    "ReduceSumSquare, 14, 77",
    "ReduceLogSum, 0.6931472, 2.7080502",
    "ReduceLogSumExp, 3.1328, 6.407606"
  })
  void reduction_lastAxis_reducesEachRow(String operator, float first, float second) {
    Tensor ours = OneNode.of(operator).opset(18).input(SIX).input(longs(-1)).run();
    assertThat(ours.shape()).isEqualTo(Shape.of(2, 1));
    assertThat(ours.floatAt(0)).isCloseTo(first, within(1e-4f));
    assertThat(ours.floatAt(1)).isCloseTo(second, within(1e-4f));
  }

  @Test
  void reduction_noAxes_reducesAllUnlessAskedNotTo() {
    assertThat(OneNode.of("ReduceSum").with("keepdims", 0).input(SIX).run().floats())
        .containsExactly(17);
    assertThat(OneNode.of("ReduceSum").with("noop_with_empty_axes", 1).input(SIX).run().floats())
        .containsExactly(SIX.floats());
    assertThat(OneNode.of("ReduceMean").opset(13).withList("axes", 0).input(SIX).run().floats())
        .containsExactly(2.5f, 1.5f, 4.5f);
  }

  @Test
  void argMax_ties_giveTheFirstOrTheLast() {
    Tensor tied = Tensor.of(new float[] {1, 7, 7, 0}, 1, 4);
    assertThat(OneNode.of("ArgMax").with("axis", 1).input(tied).run().longs()).containsExactly(1);
    OneNode last = OneNode.of("ArgMax").with("axis", 1).with("select_last_index", 1);
    assertThat(last.input(tied).run().longs()).containsExactly(2);
    assertThat(OneNode.of("ArgMin").with("axis", 1).input(tied).run().longs()).containsExactly(3);
  }
}
