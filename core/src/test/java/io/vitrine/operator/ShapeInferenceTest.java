package io.vitrine.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.ValueType;
import io.vitrine.zoo.Zoo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeInferenceTest {
  private static final Dim N = Dim.symbol("N");

  private static NetworkBuilder on(Shape input) {
    NetworkBuilder builder = Network.builder("test");
    builder.input("x", ElementType.FLOAT32, input);
    return builder;
  }

  private static ShapeTable tableOf(NetworkBuilder builder, String output) {
    return ShapeInference.infer(builder.output(output, ValueType.unknown()).build());
  }

  private static Map<String, Attribute> window(long kernel, long stride, long pad, long dilation) {
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    attributes.put("kernel_shape", Attribute.ints(kernel, kernel));
    attributes.put("strides", Attribute.ints(stride, stride));
    attributes.put("pads", Attribute.ints(pad, pad, pad, pad));
    attributes.put("dilations", Attribute.ints(dilation, dilation));
    return attributes;
  }

  /** Sizes by the formula of the ONNX specification, worked out by hand. */
  @ParameterizedTest
  @CsvSource({
    "32, 3, 1, 1, 1, 32",
    "28, 5, 1, 0, 1, 24",
    "224, 7, 2, 3, 1, 112",
    "10, 3, 1, 0, 2, 6",
    "7, 3, 2, 0, 1, 3"
  })
  void infer_convolution_slides(
      long size, long kernel, long stride, long pad, long dilation, long expected) {
    NetworkBuilder builder = on(Shape.batchOf(3, size, size));
    builder.parameter("w", 8, 3, kernel, kernel);
    builder.node("y", "Conv", List.of("x", "w"), window(kernel, stride, pad, dilation));

    ShapeTable table = tableOf(builder, "y").requireSound();

    assertThat(table.shape("y")).contains(Shape.batchOf(8, expected, expected));
    assertThat(table.macs()).as("of a batch of unknown size").isEmpty();
  }

  @Test
  void infer_convolutionOfFixedBatch_countsMacs() {
    NetworkBuilder builder = on(Shape.of(2, 4, 6, 6));
    builder.parameter("w", 8, 2, 3, 3);
    Map<String, Attribute> grouped = window(3, 1, 1, 1);
    grouped.put("group", Attribute.of(2));
    builder.node("y", "Conv", List.of("x", "w"), grouped);

    ShapeTable table = tableOf(builder, "y").requireSound();

    assertThat(table.macs()).containsEntry("y", 2L * 8 * 6 * 6 * 2 * 3 * 3);
  }

  @Test
  void infer_transposedConvolution_enlarges() {
    NetworkBuilder builder = on(Shape.of(1, 4, 5, 5));
    builder.parameter("w", 4, 2, 3, 3);
    Map<String, Attribute> attributes = window(3, 2, 1, 1);
    attributes.put("output_padding", Attribute.ints(1, 1));
    builder.node("y", "ConvTranspose", List.of("x", "w"), attributes);

    ShapeTable table = tableOf(builder, "y").requireSound();

    assertThat(table.shape("y")).contains(Shape.of(1, 2, 10, 10));
    assertThat(table.macs()).containsEntry("y", 4L * 25 * 2 * 9);
  }

  @Test
  void infer_ceilModePool_startsNoWindowInPadding() {
    NetworkBuilder builder = on(Shape.of(1, 1, 4, 5));
    Map<String, Attribute> attributes = window(2, 2, 0, 1);
    attributes.put("ceil_mode", Attribute.of(1));
    builder.node("y", "MaxPool", List.of("x"), attributes);

    assertThat(tableOf(builder, "y").shape("y")).contains(Shape.of(1, 1, 2, 3));
  }

  @Test
  void infer_computedReshape_keepsTheSymbol() {
    NetworkBuilder builder = on(Shape.of(N, Dim.of(16), Dim.of(5), Dim.of(5)));
    builder.node("shape", "Shape", "x");
    builder.constant("zero", Tensor.of(new long[] {0}, 1));
    builder.node("n", "Gather", "shape", "zero");
    builder.constant("rest", Tensor.of(new long[] {400}, 1));
    builder.node("target", "Concat", List.of("n", "rest"), Map.of("axis", Attribute.of(0)));
    builder.node("y", "Reshape", "x", "target");

    assertThat(tableOf(builder, "y").requireSound().shape("y")).contains(Shape.batchOf(400));
  }

  @Test
  void infer_reshapeWithMinusOne_findsTheBatch() {
    NetworkBuilder builder = on(Shape.of(N, Dim.of(2), Dim.of(3)));
    builder.constant("target", Tensor.of(new long[] {-1, 6}, 2));
    builder.node("y", "Reshape", "x", "target");

    assertThat(tableOf(builder, "y").requireSound().shape("y")).contains(Shape.batchOf(6));
  }

  @Test
  void infer_reshapeThatDoesNotFit_isAProblem() {
    NetworkBuilder builder = on(Shape.of(2, 5));
    builder.constant("target", Tensor.of(new long[] {3, -1}, 2));
    builder.node("y", "Reshape", "x", "target");

    ShapeTable table = tableOf(builder, "y");

    assertThat(table.problems()).singleElement().asString().contains("node y (Reshape)", "(2, 5)");
    assertThatThrownBy(table::requireSound).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void infer_wrongChannels_namesNodeAndBoth() {
    NetworkBuilder builder = on(Shape.of(1, 3, 8, 8));
    builder.parameter("w", 4, 1, 3, 3);
    builder.node("stem.conv", "Conv", List.of("x", "w"), window(3, 1, 1, 1));

    assertThat(tableOf(builder, "stem.conv").problems())
        .containsExactly(
            "node stem.conv (Conv): its weight takes 1 channels, found the input (1, 3, 8, 8)");
  }

  @Test
  void infer_unknownOperator_leavesItsOutputUnknown() {
    NetworkBuilder builder = on(Shape.of(1, 3));
    builder.node("y", "FancyNewOperator", "x");
    builder.node("z", "Relu", "y");

    ShapeTable table = tableOf(builder, "z");

    assertThat(table.problems()).isEmpty();
    assertThat(table.shape("z")).isEmpty();
  }

  @Test
  void infer_matMul_broadcastsBatchesAndCountsMacs() {
    NetworkBuilder builder = on(Shape.of(2, 1, 4, 8));
    builder.input("k", ElementType.FLOAT32, Shape.of(3, 8, 5));
    builder.node("y", "MatMul", "x", "k");

    ShapeTable table = tableOf(builder, "y").requireSound();

    assertThat(table.shape("y")).contains(Shape.of(2, 3, 4, 5));
    assertThat(table.macs()).containsEntry("y", 2L * 3 * 4 * 5 * 8);
  }

  /** The slice that turns a vector around, with its ends beyond the axis. */
  @Test
  void infer_sliceWithNegativeStep_reversesIntegers() {
    NetworkBuilder builder = on(Shape.of(4, 7, 9));
    builder.node("shape", "Shape", "x");
    builder.constant("from", Tensor.of(new long[] {-1}, 1));
    builder.constant("to", Tensor.of(new long[] {Long.MIN_VALUE + 1}, 1));
    builder.constant("axis", Tensor.of(new long[] {0}, 1));
    builder.constant("step", Tensor.of(new long[] {-1}, 1));
    builder.node("back", "Slice", "shape", "from", "to", "axis", "step");
    builder.constant("one", Tensor.of(new float[] {1}, 1));
    builder.node("y", "Expand", "one", "back");

    assertThat(tableOf(builder, "y").requireSound().shape("y")).contains(Shape.of(9, 7, 4));
  }

  @Test
  void infer_batchGiven_replacesTheSymbol() {
    ShapeTable table = ShapeInference.infer(Zoo.lenet5(1, 32, 32, 10), 64);

    assertThat(table.shape("fc3")).contains(Shape.of(64, 10));
    assertThat(table.macs().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(64L * 416520);
  }

  @Test
  void infer_inputThatContradicts_isRefused() {
    assertThatThrownBy(
            () ->
                ShapeInference.infer(
                    Zoo.lenet5(1, 32, 32, 10), Map.of("input", Shape.of(1, 3, 32, 32))))
        .hasMessageContaining("input 'input' is (N, 1, 32, 32)");
  }
}
