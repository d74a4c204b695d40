package io.vitrine.torch.arrange;

import static io.vitrine.torch.OneNode.longs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.torch.OneNode;
import org.junit.jupiter.api.Test;

class SourceRunsIT {
  @Test
  void constantOfShape_withoutAValue_givesZeros() {
    Tensor found = OneNode.of("ConstantOfShape").input(longs(2, 3)).run();
    assertThat(found.shape()).isEqualTo(Shape.of(2, 3));
    assertThat(found.floats()).containsOnly(0);
  }

  @Test
  void constantOfShape_ofANegativeSizeBesideAnEmptyOne_isRefused() {
    OneNode node = OneNode.of("ConstantOfShape").input(longs(-6, 0));
    assertThatThrownBy(node::run).hasMessageContaining("expected sizes of 0 or more");
  }
}
