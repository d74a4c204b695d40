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
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shapes that are computed from sizes known by name. */
class SymbolicShapesTest {
  private NetworkBuilder builder = Network.builder("test");

  @BeforeEach
  void input() {
    builder = Network.builder("test");
    builder.input("x", ElementType.FLOAT32, symbols("N", "3", "H", "W"));
  }

  private static Shape symbols(String... names) {
    return new Shape(
        Stream.of(names)
            .map(n -> n.matches("\\d+") ? Dim.of(Long.parseLong(n)) : Dim.symbol(n))
            .toList());
  }

  private void longs(String name, long... numbers) {
    builder.constant(name, Tensor.of(numbers, numbers.length));
  }

  private Network network(String output) {
    return builder.output(output, ValueType.unknown()).build();
  }

  private String shapeOf(String output) {
    return ShapeInference.infer(network(output))
        .requireSound()
        .shape(output)
        .map(Shape::toString)
        .orElse("?");
  }

  /** Takes one size of x by Shape and Gather, as exporters do. */
  private String size(int axis) {
    String name = "size" + axis;
    longs(name + ".axis", axis);
    builder.node("shape" + axis, "Shape", "x");
    return builder.node(name, "Gather", List.of("shape" + axis, name + ".axis"), Map.of());
  }

  @Test
  void infer_reshapeToComputedTarget_keepsExpressions() {
    longs("two", 2);
    longs("one", 1);
    longs("open", -1);
    builder.node("twice", "Mul", size(0), "two");
    builder.node("half", "Div", size(2), "two");
    builder.node("more", "Add", size(3), "one");
    builder.node("target", "Concat", List.of("twice", "half", "more"), axis(0));
    builder.node("y", "ConstantOfShape", "target");

    assertThat(shapeOf("y")).isEqualTo("(2*N, floor(H/2), W + 1)");
  }

  private static Map<String, Attribute> axis(long axis) {
    return Map.of("axis", Attribute.of(axis));
  }

  @Test
  void infer_reshapeWithOpenSize_dividesNames() {
    longs("target", 0, -1, 6);
    builder.node("y", "Reshape", "x", "target");

    assertThat(shapeOf("y")).isEqualTo("(N, H*W/2, 6)");
  }

  @Test
  void infer_reshapeByProductOfSizes_cancels() {
    longs("open", -1);
    size(0);
    builder.node("area", "Mul", size(2), size(3));
    builder.node("target", "Concat", List.of("size0", "area", "open"), axis(0));
    builder.node("y", "Reshape", "x", "target");

    assertThat(shapeOf("y")).isEqualTo("(N, H*W, 3)");
  }

  @Test
  void infer_flatten_multiplies() {
    builder.node("y", "Flatten", "x");

    assertThat(shapeOf("y")).isEqualTo("(N, 3*H*W)");
  }

  @Test
  void infer_stridedConvolutions_roundOnce() {
    builder.parameter("w1", 3, 3, 3, 3);
    Map<String, Attribute> halves =
        Map.of(
            "kernel_shape", Attribute.ints(3, 3),
            "strides", Attribute.ints(2, 2),
            "pads", Attribute.ints(1, 1, 1, 1));
    builder.node("a", "Conv", List.of("x", "w1"), halves);
    builder.node("b", "Conv", List.of("a", "w1"), halves);
    Map<String, Attribute> valid = Map.of("kernel_shape", Attribute.ints(3, 3));
    builder.node("y", "Conv", List.of("b", "w1"), valid);

    assertThat(shapeOf("y")).isEqualTo("(N, 3, ceil(H/4) - 2, ceil(W/4) - 2)");
  }

  @Test
  void infer_vgg16OfOpenSize_halvesFiveTimes() {
    Network vgg = Zoo.vgg16(3, 32, 32, 10);
    String last =
        vgg.nodes().stream()
            .filter(n -> n.operator().equals("MaxPool"))
            .reduce((a, b) -> b)
            .orElseThrow()
            .output();
    NetworkBuilder open = Network.builder("open");
    open.input(vgg.inputs().get(0).name(), ElementType.FLOAT32, symbols("N", "3", "H", "W"));
    vgg.parameters().forEach(p -> open.parameter(p.name(), p.shape().sizes()));
    vgg.nodes().stream()
        .takeWhile(n -> !n.operator().equals("Flatten"))
        .forEach(n -> open.node(n.name(), n.operator(), n.inputs(), n.attributes()));
    Network network = open.output(last, ValueType.unknown()).build();

    assertThat(ShapeInference.infer(network).shape(last))
        .contains(symbols("N", "512", "floor(H/32)", "floor(W/32)"));
  }

  @Test
  void infer_slices_clampAsOnnx() {
    longs("zero", 0);
    longs("one", 1);
    longs("five", 5);
    longs("minusOne", -1);
    longs("far", Long.MAX_VALUE);
    longs("axis2", 2);
    longs("axis3", 3);
    builder.node("a", "Slice", "x", "one", "far", "axis2");
    builder.node("b", "Slice", "a", "zero", "five", "axis3");
    builder.node("c", "Slice", "b", "zero", "minusOne", "zero");
    builder.node("y", "Slice", List.of("c", "zero", "far", "axis2", "axis3"), Map.of());

    assertThat(shapeOf("c")).isEqualTo("(max(0, N - 1), 3, max(0, H - 1), min(5, W))");
  }

  @Test
  void infer_rollByConcatOfSlices_isWhole() {
    longs("zero", 0);
    longs("three", 3);
    longs("far", Long.MAX_VALUE);
    longs("axis2", 2);
    builder.node("tail", "Slice", "x", "three", "far", "axis2");
    builder.node("head", "Slice", "x", "zero", "three", "axis2");
    builder.node("y", "Concat", List.of("tail", "head"), axis(2));

    assertThat(shapeOf("y")).isEqualTo("(N, 3, H, W)");
  }

  @Test
  void infer_sliceToComputedEnd_isThatSize() {
    longs("zero", 0);
    longs("axis3", 3);
    builder.node("y", "Slice", "x", "zero", size(2), "axis3");

    assertThat(shapeOf("y")).isEqualTo("(N, 3, H, min(H, W))");
  }

  @Test
  void infer_resizeAndPad_growBySizes() {
    builder.constant("scales", Tensor.of(new float[] {1, 1, 2, 0.5f}, 4));
    longs("pads", 0, 0, 1, 0, 0, 0, 2, 0);
    builder.node("up", "Resize", List.of("x", "", "scales"), Map.of());
    builder.node("y", "Pad", "up", "pads");

    assertThat(shapeOf("y")).isEqualTo("(N, 3, 2*H + 3, floor(W/2))");
  }

  @Test
  void infer_range_countsBySize() {
    builder.constant("zero", Tensor.of(new long[] {0}));
    builder.constant("two", Tensor.of(new long[] {2}));
    longs("axis", 2);
    builder.constant("at", Tensor.of(new long[] {2}));
    builder.node("shape", "Shape", "x");
    builder.node("h", "Gather", "shape", "at");
    builder.node("y", "Range", "zero", "h", "two");

    assertThat(shapeOf("y")).isEqualTo("(ceil(H/2))");
  }

  @Test
  void infer_floorOfCastSize_isFloor() {
    builder.constant("half", Tensor.of(new float[] {0.5f}, 1));
    builder.node("real", "Cast", List.of(size(2)), Map.of("to", Attribute.of(1)));
    builder.node("scaled", "Mul", "real", "half");
    builder.node("whole", "Floor", "scaled");
    builder.node("target", "Cast", List.of("whole"), Map.of("to", Attribute.of(7)));
    builder.node("y", "ConstantOfShape", "target");

    assertThat(shapeOf("y")).isEqualTo("(floor(H/2))");
  }

  @Test
  void infer_inputShapeGiven_bindsNamesEverywhere() {
    builder.input("mask", ElementType.FLOAT32, symbols("N", "past + H"));
    builder.node("custom", "NoSuchOperator", "x");
    builder.output("custom", ValueType.tensor(ElementType.FLOAT32, symbols("N", "2*H")));

    Network network = builder.build();
    Map<String, Shape> given = Map.of("x", Shape.of(2, 3, 8, 4), "mask", Shape.of(2, 20));
    InputSizes sizes = InputSizes.of(network, given);

    assertThat(sizes.network().outputs().get(0).type().tensorShape()).contains(Shape.of(2, 16));
    assertThat(InputSizes.of(network, Map.of("x", Shape.of(2, 3, 8, 4))).shapes().get("mask"))
        .hasToString("(2, past + 8)");
    assertThat(sizes.single().shapes())
        .containsEntry("x", Shape.of(1, 3, 8, 4))
        .containsEntry("mask", Shape.of(1, 20));
  }

  @Test
  void infer_inputShapesThatContradict_areRefused() {
    builder.input("mask", ElementType.FLOAT32, symbols("N", "H"));
    Network network = network("x");
    Map<String, Shape> given = Map.of("x", Shape.of(2, 3, 8, 4), "mask", Shape.of(3, 8));

    assertThatThrownBy(() -> ShapeInference.infer(network, given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "input 'mask' is (N, H), by the sizes of the inputs (2, 8), which the shape (3, 8)"
                + " does not fit");
  }

  @Test
  void infer_inputShapeOfNames_opensNothingThatIsFixed() {
    builder.node("y", "Relu", "x");

    InputSizes sizes = InputSizes.of(network("y"), Map.of("x", symbols("M", "C", "H", "7")));

    assertThat(sizes.shapes().get("x")).hasToString("(M, 3, H, 7)");
  }

  @Test
  void infer_boundSizes_equalWhatExpressionsSay() {
    builder.parameter("w", 3, 3, 3, 3);
    builder.node(
        "a",
        "Conv",
        List.of("x", "w"),
        Map.of("kernel_shape", Attribute.ints(3, 3), "strides", Attribute.ints(2, 2)));
    builder.node("y", "Flatten", "a");
    Network network = network("y");
    Shape open = ShapeInference.infer(network).shape("y").orElseThrow();

    for (long h = 3; h < 20; h++) {
      Shape given = Shape.of(2, 3, h, 9);
      Value input =
          new Value("x", ValueType.tensor(ElementType.FLOAT32, symbols("N", "3", "H", "W")));
      io.vitrine.operator.size.SizeNames names = new io.vitrine.operator.size.SizeNames();
      assertThat(names.bind(input.type().tensorShape().orElseThrow(), given)).isTrue();
      assertThat(ShapeInference.infer(network, Map.of("x", given)).shape("y"))
          .contains(names.in(open));
    }
  }
}
