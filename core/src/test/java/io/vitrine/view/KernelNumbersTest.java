package io.vitrine.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelNumbersTest {
  private final NetworkBuilder builder = Network.builder("quantized");

  private static Tensor bytes(Shape shape, int... values) {
    ByteBuffer buffer = ByteBuffer.allocate(values.length);
    for (int value : values) {
      buffer.put((byte) value);
    }
    return Tensor.of(ElementType.INT8, shape, buffer.flip());
  }

  /** Two filters of one row: (4 - 2) x 0.5, (-6 - 2) x 0.5; (1 - 1) x 10, (3 - 1) x 10. */
  private void constants(float... scales) {
    builder.input("x", ElementType.FLOAT32, Shape.of(1, 1, 4, 4));
    builder.constant("w", bytes(Shape.of(2, 1, 1, 2), 4, -6, 1, 3));
    builder.constant("scale", Tensor.of(scales, scales.length));
    builder.constant("zero", bytes(Shape.of(2), 2, 1));
  }

  private float[] numbers() {
    Network network = builder.output("conv", ValueType.unknown()).build();
    return KernelNumbers.of(network, Weights.NONE, network.requireNode("conv")).floats();
  }

  @Test
  void of_dequantizedKernels_scalesEachSlice() {
    constants(0.5f, 10);
    builder.node(
        "wide", "DequantizeLinear", List.of("w", "scale", "zero"), Map.of("axis", Attribute.of(0)));
    builder.node("conv", "Conv", List.of("x", "wide"), Map.of());

    assertThat(numbers()).containsExactly(1, -4, 0, 20);
  }

  @Test
  void of_quantizedConvolution_scalesEachFilter() {
    constants(0.5f, 10);
    builder.node(
        "conv",
        "QLinearConv",
        List.of("x", "scale", "zero", "w", "scale", "zero", "scale", "zero"),
        Map.of());

    assertThat(numbers()).containsExactly(1, -4, 0, 20);
  }

  @Test
  void of_oneScaleWithoutZeroPoint_scalesAll() {
    constants(0.25f);
    builder.node("wide", "DequantizeLinear", List.of("w", "scale"), Map.of());
    builder.node("conv", "Conv", List.of("x", "wide"), Map.of());

    assertThat(numbers()).containsExactly(1, -1.5f, 0.25f, 0.75f);
  }

  @Test
  void of_scalesThatFitNoDimension_saysWhichWasExpected() {
    constants(1, 2, 3);
    builder.node("wide", "DequantizeLinear", List.of("w", "scale"), Map.of());
    builder.node("conv", "Conv", List.of("x", "wide"), Map.of());

    assertThatThrownBy(this::numbers)
        .hasMessageContaining("with 3 scales; expected one, or one a slice along dimension 1");
  }

  @Test
  void of_computedKernels_saysThatTheyAreMissing() {
    constants(1);
    builder.node("wide", "Exp", List.of("scale"), Map.of());
    builder.node("conv", "Conv", List.of("x", "wide"), Map.of());

    assertThatThrownBy(this::numbers).hasMessage("layer conv: the weights given have no wide");
  }
}
