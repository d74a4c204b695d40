package io.vitrine.data.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageInputTest {
  private static Network taking(Shape... shapes) {
    List<Value> inputs =
        List.of(shapes).stream().map(s -> Value.of("x" + s, ElementType.FLOAT32, s)).toList();
    Graph graph = new Graph(inputs, inputs, List.of(), List.of(), List.of());
    return new Network("net", graph, Map.of(), Map.of(), Map.of());
  }

  private static ImageInput of(Shape shape) {
    return ImageInput.of(taking(shape), Optional.empty());
  }

  @Test
  void of_channelsFirst_isTheShape() {
    assertThat(of(Shape.of(1, 3, 224, 160)))
        .isEqualTo(new ImageInput(3, Optional.of(new Extent(224, 160)), Layout.NCHW));
  }

  @Test
  void of_channelsLast_isToldByThem() {
    assertThat(of(Shape.of(1, 28, 20, 1)))
        .isEqualTo(new ImageInput(1, Optional.of(new Extent(28, 20)), Layout.NHWC));
  }

  @Test
  void of_openSizes_leavesThemToTheRecipe() {
    Shape open = Shape.of(Dim.symbol("N"), Dim.of(3), Dim.symbol("H"), Dim.of(224));

    assertThat(of(open)).isEqualTo(new ImageInput(3, Optional.empty(), Layout.NCHW));
  }

  @Test
  void of_fourChannels_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Shape.of(1, 4, 8, 8)))
        .withMessageContaining("4 channels")
        .withMessageContaining("--layout");
  }

  @Test
  void of_noSingleImage_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> of(Shape.of(1, 10)))
        .withMessageContaining("takes no single image")
        .withMessageNotContaining("Value[");
    Network two = taking(Shape.of(1, 1, 8, 8), Shape.of(1, 3, 8, 8));
    assertThatIllegalArgumentException().isThrownBy(() -> ImageInput.of(two, Optional.empty()));
  }
}
