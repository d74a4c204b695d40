package io.vitrine.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.zoo.LayerBuilder.Square;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LayerBuilderTest {
  private static LayerBuilder builder() {
    LayerBuilder builder = LayerBuilder.of("n");
    builder.images("input", 3, 8, 8);
    return builder;
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, 0, a kernel of 1 or more",
    "-3, 1, 0, a kernel of 1 or more",
    "3, 0, 1, a stride of 1 or more",
    "3, 1, -1, a padding of 0 or more"
  })
  void window_thatNoLayerCanHave_isRefusedWithTheLayersName(
      int kernel, int stride, int padding, String expected) {
    Square square = new Square(kernel, stride, padding);
    String message = "layer features.0: expected " + expected;
    assertThatThrownBy(() -> builder().conv("features.0", "input", 4, square, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
    assertThatThrownBy(() -> builder().depthwise("features.0", "input", square))
        .hasMessageStartingWith(message);
    assertThatThrownBy(() -> builder().maxPool("features.0", "input", square))
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource({"0", "-1"})
  void count_ofZeroOrLess_isRefusedWithTheLayersName(int count) {
    assertThatThrownBy(
            () -> builder().conv("features.0", "input", count, new Square(3, 1, 1), true))
        .hasMessage("layer features.0: expected filters of 1 or more, found " + count);
    LayerBuilder flat = builder();
    String features = flat.flatten("flat", "input");
    assertThatThrownBy(() -> flat.linear("fc", features, count))
        .hasMessage("layer fc: expected units of 1 or more, found " + count);
    assertThat(flat.shape("flat").size(1)).isEqualTo(192);
  }
}
