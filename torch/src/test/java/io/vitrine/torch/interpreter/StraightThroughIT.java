package io.vitrine.torch.interpreter;

import static io.vitrine.torch.NetworkRuns.graph;
import static io.vitrine.torch.NetworkRuns.load;
import static io.vitrine.torch.NetworkRuns.node;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.engine.Model;
import io.vitrine.engine.Request;
import io.vitrine.engine.Score;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Operators of quantised numbers: rounding counts as the identity in their gradients. */
class StraightThroughIT {
  private static final String OWN = "com.microsoft";

  /** x (shape given) becomes bytes in steps of 0.1 around 100; the result has steps of 0.05. */
  private static Map<String, Tensor> inputs(Tensor x, Tensor w) {
    Map<String, Tensor> inputs = new HashMap<>();
    inputs.put("x", x);
    inputs.put("w", w);
    inputs.put("s", Tensor.scalar(0.1f));
    inputs.put("z", bytes(Shape.SCALAR, 100));
    inputs.put("ws", Tensor.scalar(0.5f));
    inputs.put("wz", bytes(Shape.SCALAR, 10));
    inputs.put("ys", Tensor.scalar(0.05f));
    inputs.put("yz", bytes(Shape.SCALAR, 128));
    return inputs;
  }

  private static Tensor bytes(Shape shape, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (int value : values) {
      bytes.put((byte) value);
    }
    return Tensor.of(ElementType.UINT8, shape, bytes.flip());
  }

  private static Node own(String operator, String inputs, Map<String, Attribute> attributes) {
    return new Node(
        operator, OWN, operator, List.of(inputs.split(" ", -1)), List.of("p"), attributes);
  }

  /** The gradient of the first output with respect to x, the rest of the graph around a node. */
  private static float[] gradient(Node node, Map<String, Tensor> inputs) {
    List<Node> nodes = new ArrayList<>();
    nodes.add(node("QuantizeLinear", "x s z", "q"));
    nodes.add(node);
    nodes.add(node("DequantizeLinear", "p ys yz", "y"));
    return gradient(graph("x w s z ws wz ys yz", "y", nodes.toArray(Node[]::new)), inputs);
  }

  private static float[] gradient(Graph graph, Map<String, Tensor> inputs) {
    try (Model model = load(graph)) {
      Trace trace =
          model.run(
              inputs,
              Request.forward()
                  .differentiating(
                      new Score.Element(graph.outputs().get(0).name(), 0), Set.of("x")));
      return trace.gradient("x").floats();
    }
  }

  private static Tensor row(float... values) {
    return Tensor.of(values, 1, values.length);
  }

  private static Tensor image(float... values) {
    return Tensor.of(values, 1, 1, 1, values.length);
  }

  @Test
  void qLinearMatMul_ofAQuantisedRow_passesTheRealWeights() {
    float[] found =
        gradient(
            node("QLinearMatMul", "q s z w ws wz ys yz", "p"),
            inputs(row(0.52f, -0.31f), bytes(Shape.of(2, 1), 13, 8)));
    assertThat(found).containsExactly(new float[] {1.5f, -1}, within(1e-6f));
  }

  @Test
  void qLinearConv_ofAQuantisedImage_passesTheRealWeights() {
    float[] found =
        gradient(
            node("QLinearConv", "q s z w ws wz ys yz", "p"),
            inputs(image(0.52f, -0.31f, 0.2f), bytes(Shape.of(1, 1, 1, 2), 13, 8)));
    assertThat(found).containsExactly(new float[] {1.5f, -1, 0}, within(1e-6f));
  }

  /** The gradient of a product of integers, scaled back, with respect to x. */
  private static float[] gradientOfIntegers(String operator, Tensor x, Tensor w) {
    Graph graph =
        graph(
            "x w",
            "y",
            node("DynamicQuantizeLinear", "x", "q s z"),
            node(operator, "q w z", "p"),
            node("Cast", "p", "f", Map.of("to", Attribute.of(1))),
            node("Mul", "f s", "y"));
    return gradient(graph, Map.of("x", x, "w", w));
  }

  @Test
  void convInteger_ofAQuantisedImage_passesTheIntegers() {
    Tensor weights = bytes(Shape.of(1, 1, 1, 2), 3, 2);
    assertThat(gradientOfIntegers("ConvInteger", image(0.5f, 0.25f), weights))
        .containsExactly(3, 2);
  }

  @Test
  void matMulInteger_ofAQuantisedRow_passesTheIntegers() {
    Tensor weights =
        Tensor.of(ElementType.INT8, Shape.of(2, 1), ByteBuffer.wrap(new byte[] {3, -2}));
    assertThat(gradientOfIntegers("MatMulInteger", row(0.5f, 0.25f), weights))
        .containsExactly(3, -2);
  }

  @Test
  void sumsAndProducts_ofQuantisedRows_passWhatTheirRealFormsPass() {
    Map<String, Tensor> inputs = inputs(row(0.52f, -0.31f), bytes(Shape.of(1, 2), 13, 8));
    assertThat(gradient(own("QLinearAdd", "q s z w ws wz ys yz", Map.of()), inputs))
        .containsExactly(new float[] {1, 0}, within(1e-6f));
    assertThat(gradient(own("QLinearMul", "q s z w ws wz ys yz", Map.of()), inputs))
        .containsExactly(new float[] {1.5f, 0}, within(1e-6f));
    assertThat(gradient(own("QLinearConcat", "ys yz q s z w ws wz", axis(1)), inputs))
        .containsExactly(new float[] {1, 0}, within(1e-6f));
  }

  private static Map<String, Attribute> axis(long axis) {
    return Map.of("axis", Attribute.of(axis));
  }

  @Test
  void functions_ofAQuantisedRow_passTheirDerivativeAtTheRoundedNumber() {
    Map<String, Tensor> inputs = inputs(row(-0.52f, 0.31f), bytes(Shape.of(1), 0));
    double sigmoid = 1 / (1 + Math.exp(0.5));
    assertThat(gradient(own("QLinearSigmoid", "q s z ys yz", Map.of()), inputs))
        .containsExactly(new float[] {(float) (sigmoid * (1 - sigmoid)), 0}, within(1e-6f));
    double first = 1 / (1 + Math.exp(0.8));
    float slope = (float) (first * (1 - first));
    assertThat(gradient(own("QLinearSoftmax", "q s z ys yz", axis(-1)), inputs))
        .containsExactly(new float[] {slope, -slope}, within(1e-6f));
    assertThat(
            gradient(
                own("QLinearLeakyRelu", "q s z ys yz", Map.of("alpha", Attribute.of(0.2f))),
                inputs))
        .containsExactly(new float[] {0.2f, 0}, within(1e-6f));
  }

  @Test
  void means_ofAQuantisedImage_passEqualShares() {
    Map<String, Tensor> inputs = inputs(image(0.5f, 0.1f, 0.3f, 0.2f), bytes(Shape.of(1), 0));
    Map<String, Attribute> window = Map.of("kernel_shape", Attribute.ints(1, 2));
    assertThat(gradient(own("QLinearAveragePool", "q s z ys yz", window), inputs))
        .containsExactly(new float[] {0.5f, 0.5f, 0, 0}, within(1e-6f));
    assertThat(gradient(own("QLinearGlobalAveragePool", "q s z ys yz", Map.of()), inputs))
        .containsExactly(new float[] {0.25f, 0.25f, 0.25f, 0.25f}, within(1e-6f));
    Map<String, Attribute> axes = Map.of("axes", Attribute.ints(3));
    assertThat(gradient(own("QLinearReduceMean", "q s z ys yz", axes), inputs))
        .containsExactly(new float[] {0.25f, 0.25f, 0.25f, 0.25f}, within(1e-6f));
  }

  @Test
  void qGemm_ofAQuantisedRow_passesTheRealWeights() {
    float[] found =
        gradient(
            own("QGemm", "q s z w ws wz  ys yz", Map.of("alpha", Attribute.of(2f))),
            inputs(row(0.52f, -0.31f), bytes(Shape.of(2, 1), 11, 9)));
    assertThat(found).containsExactly(new float[] {1, -1}, within(1e-6f));
  }

  /** The gradient of the first output, real already, with respect to x, which bytes stand for. */
  private static float[] gradientOfReal(Node node, Map<String, Tensor> inputs) {
    return gradient(
        graph(String.join(" ", inputs.keySet()), "p", node("QuantizeLinear", "x s z", "q"), node),
        inputs);
  }

  /** The range is -0.5 to 2.05, so that steps are 0.01; the weights are 3 and -2 times 0.5. */
  @Test
  void dynamicQuantizeMatMul_ofARealRow_passesTheRealWeights() {
    Map<String, Tensor> inputs = inputs(row(-0.5f, 2.05f), bytes(Shape.of(2, 1), 13, 8));
    Graph graph = graph("x w ws wz", "p", own("DynamicQuantizeMatMul", "x w ws wz", Map.of()));
    inputs.keySet().retainAll(List.of("x", "w", "ws", "wz"));
    assertThat(gradient(graph, inputs)).containsExactly(new float[] {1.5f, -1}, within(1e-6f));
  }

  @Test
  void matMulIntegerToFloat_ofAQuantisedRow_passesTheRealWeights() {
    Map<String, Tensor> inputs = inputs(row(0.52f, -0.31f), bytes(Shape.of(2, 1), 13, 8));
    assertThat(gradientOfReal(own("MatMulIntegerToFloat", "q w s ws z wz", Map.of()), inputs))
        .containsExactly(new float[] {1.5f, -1}, within(1e-6f));
  }

  /** One step attends to itself only: its output is the value, x times the last third. */
  @Test
  void qAttention_ofOneStep_passesTheWeightsOfItsValue() {
    Map<String, Tensor> inputs =
        inputs(
            Tensor.of(new float[] {0.52f, -0.31f}, 1, 1, 2),
            bytes(Shape.of(2, 3), 9, 12, 13, 11, 7, 8));
    inputs.put("b", Tensor.of(new float[3], 3));
    Node node = own("QAttention", "q w b s ws  z wz", Map.of("num_heads", Attribute.of(1)));
    assertThat(gradientOfReal(node, inputs)).containsExactly(new float[] {1.5f, -1}, within(1e-6f));
  }

  /**
   * Two steps of one feature, keys 0, so that each attends to both alike: the first output is the
   * mean of both values.
   */
  @Test
  void qAttention_ofTwoStepsAlike_passesHalfToEach() {
    Map<String, Tensor> inputs =
        inputs(Tensor.of(new float[] {0.52f, -0.31f}, 1, 2, 1), bytes(Shape.of(1, 3), 12, 10, 13));
    inputs.put("b", Tensor.of(new float[3], 3));
    Node node = own("QAttention", "q w b s ws  z wz", Map.of("num_heads", Attribute.of(1)));
    assertThat(gradientOfReal(node, inputs))
        .containsExactly(new float[] {0.75f, 0.75f}, within(1e-6f));
  }

  /** What lies beyond the bytes' range is clamped, and clamping stops a gradient. */
  @Test
  void quantizeLinear_ofANumberBeyondTheRange_passesNothing() {
    Map<String, Tensor> inputs = inputs(row(99, 0.3f), bytes(Shape.of(1), 0));
    inputs.put("k", Tensor.scalar(2f));
    Graph graph =
        graph(
            "x s z k",
            "y",
            node("QuantizeLinear", "x s z", "q"),
            node("DequantizeLinear", "q s z", "d"),
            node("Mul", "d k", "m"),
            node("ReduceSum", "m", "y", Map.of("keepdims", Attribute.of(0))));
    inputs.keySet().retainAll(List.of("x", "s", "z", "k"));
    assertThat(gradient(graph, inputs)).containsExactly(0, 2);
  }

  /** ONNX Runtime's own two quantise as the standard's do. */
  @Test
  void ownQuantizeAndDequantize_ofARow_passWhatLiesInRange() {
    Map<String, Tensor> inputs = inputs(row(0.52f, 99), bytes(Shape.of(1), 0));
    inputs.keySet().retainAll(List.of("x", "s", "z"));
    Node quantize =
        new Node("own", OWN, "QuantizeLinear", List.of("x", "s", "z"), List.of("q"), Map.of());
    Node back =
        new Node("back", OWN, "DequantizeLinear", List.of("q", "s", "z"), List.of("p"), Map.of());
    Graph graph = graph("x s z", "p", quantize, back);
    assertThat(gradient(graph, inputs)).containsExactly(1, 0);
  }
}
