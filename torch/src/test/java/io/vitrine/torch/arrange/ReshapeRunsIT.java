package io.vitrine.torch.arrange;

import static io.vitrine.torch.OneNode.floats;
import static io.vitrine.torch.OneNode.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.engine.Mode;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.torch.OneNode;
import org.junit.jupiter.api.Test;

class ReshapeRunsIT {
  private static final Tensor SIX = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

  @Test
  void flatten_anyAxis_givesTwoAxes() {
    Tensor input = OneNode.random(2, 3, 4, 5);
    assertThat(OneNode.of("Flatten").input(input).run().shape()).isEqualTo(Shape.of(2, 60));
    assertThat(OneNode.of("Flatten").with("axis", 0).input(input).run().shape())
        .isEqualTo(Shape.of(1, 120));
    assertThat(OneNode.of("Flatten").with("axis", -1).input(input).run().shape())
        .isEqualTo(Shape.of(24, 5));
  }

  @Test
  void reshape_zeroAndMinusOne_copyAndInfer() {
    Tensor ours = OneNode.of("Reshape").input(SIX).input(longs(0, -1, 1)).run();
    assertThat(ours.shape()).isEqualTo(Shape.of(2, 3, 1));
    assertThat(ours.floats()).containsExactly(SIX.floats());
  }

  @Test
  void reshape_wrongCount_namesNodeAndShapes() {
    OneNode node = OneNode.of("Reshape").input(SIX).input(longs(4, 2));
    assertThatThrownBy(node::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("node node (Reshape)")
        .hasMessageContaining("in0 float32(2, 3)");
  }

  @Test
  void transpose_withAndWithoutOrder_movesAxes() {
    assertThat(OneNode.of("Transpose").input(SIX).run().floats()).containsExactly(1, 4, 2, 5, 3, 6);
    Tensor ours =
        OneNode.of("Transpose").withList("perm", 2, 0, 1).input(OneNode.random(2, 3, 4)).run();
    assertThat(ours.shape()).isEqualTo(Shape.of(4, 2, 3));
  }

  @Test
  void concat_axis_joins() {
    Tensor ours = OneNode.of("Concat").with("axis", 1).input(SIX).input(SIX).run();
    assertThat(ours.shape()).isEqualTo(Shape.of(2, 6));
    assertThat(ours.floats()).containsExactly(1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6);
  }

  @Test
  void squeezeAndUnsqueeze_axes_dropAndAddOnes() {
    Tensor input = OneNode.random(1, 3, 1, 2);
    assertThat(OneNode.of("Squeeze").input(input).run().shape()).isEqualTo(Shape.of(3, 2));
    assertThat(OneNode.of("Squeeze").input(input).input(longs(-2)).run().shape())
        .isEqualTo(Shape.of(1, 3, 2));
    assertThat(OneNode.of("Squeeze").opset(11).withList("axes", 0).input(input).run().shape())
        .isEqualTo(Shape.of(3, 1, 2));
    assertThat(OneNode.of("Unsqueeze").input(SIX).input(longs(3, 0)).run().shape())
        .isEqualTo(Shape.of(1, 2, 3, 1));
  }

  @Test
  void slice_negativeStep_runsBackwards() {
    Tensor row = floats(0, 1, 2, 3, 4, 5);
    OneNode backwards =
        OneNode.of("Slice")
            .input(row)
            .input(longs(-1))
            .input(longs(Long.MIN_VALUE + 1))
            .input(longs(0))
            .input(longs(-2));
    assertThat(backwards.run().floats()).containsExactly(5, 3, 1);
    OneNode clipped =
        OneNode.of("Slice").input(row).input(longs(2)).input(longs(1000)).input(longs(0));
    assertThat(clipped.run().floats()).containsExactly(2, 3, 4, 5);
  }

  @Test
  void gather_negativeIndices_countFromTheEnd() {
    Tensor ours = OneNode.of("Gather").with("axis", 1).input(SIX).input(longs(-1, 0)).run();
    assertThat(ours.floats()).containsExactly(3, 1, 6, 4);
  }

  @Test
  void split_uneven_givesTheRestLast() {
    Trace trace =
        OneNode.of("Split")
            .with("num_outputs", 2)
            .outputs(2)
            .input(floats(1, 2, 3))
            .run(Mode.EVALUATION);
    assertThat(trace.tensor("out0").floats()).containsExactly(1, 2);
    assertThat(trace.tensor("out1").floats()).containsExactly(3);
  }

  @Test
  void shapeAndExpand_roundTrip() {
    assertThat(OneNode.of("Shape").input(SIX).run().longs()).containsExactly(2, 3);
    assertThat(OneNode.of("Shape").with("start", -1).input(SIX).run().longs()).containsExactly(3);
    Tensor ours = OneNode.of("Expand").input(floats(1, 2)).input(longs(2, 1)).run();
    assertThat(ours.floats()).containsExactly(1, 2, 1, 2);
  }
}
