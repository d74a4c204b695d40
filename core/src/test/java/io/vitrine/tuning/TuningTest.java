package io.vitrine.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.data.image.ImageFormat;
import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.Weights;
import io.vitrine.operator.ShapeInference;
import io.vitrine.tuning.TuningOptions.Head;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuningTest {
  private static final ImageFormat SMALL = new ImageFormat(1, 4, 4);

  /** A network written as lists; its only input is {@code x}. */
  private static final class Written {
    private final Shape input;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final Map<String, Tensor> numbers = new LinkedHashMap<>();

    Written(Shape input) {
      this.input = input;
    }

    Written node(String operator, String inputs, String output, Map<String, Attribute> attributes) {
      nodes.add(
          new Node(output, "", operator, List.of(inputs.split(" ")), List.of(output), attributes));
      return this;
    }

    Written node(String operator, String inputs, String output) {
      return node(operator, inputs, output, Map.of());
    }

    Written weight(String name, long... sizes) {
      Shape shape = Shape.of(sizes);
      parameters.add(Parameter.of(name, ElementType.FLOAT32, shape));
      numbers.put(name, Tensor.of(new float[(int) shape.elements().orElseThrow()], sizes));
      return this;
    }

    Written constant(String name, long... values) {
      parameters.add(Parameter.constant(name, Tensor.of(values, values.length)));
      return this;
    }

    Network network(String... outputs) {
      List<Value> results =
          List.of(outputs).stream()
              .map(
                  name ->
                      Value.of(name, ElementType.FLOAT32, Shape.of(Dim.unknown(), Dim.unknown())))
              .toList();
      Graph graph =
          new Graph(
              List.of(Value.of("x", ElementType.FLOAT32, input)),
              results,
              nodes,
              parameters,
              List.of());
      return new Network("written", graph, Map.of("", 17L), Map.of(), Map.of());
    }

    Tuning tuned(int classes, TuningOptions options, String... outputs) {
      return Tuning.of(network(outputs), Weights.of(numbers), SMALL, classes, options);
    }
  }

  /** Flattened images times a matrix for 5 classes: the value {@code h}. */
  private static Written linear(Shape input) {
    return new Written(input)
        .weight("fc.weight", 16, 5)
        .weight("fc.bias", 5)
        .node("Flatten", "x", "flat")
        .node("MatMul", "flat fc.weight", "product")
        .node("Add", "product fc.bias", "h");
  }

  private static Written linear() {
    return linear(Shape.batchOf(1, 4, 4));
  }

  private static List<String> said(Tuning tuning) {
    return tuning.remarks().stream().map(Remark::key).toList();
  }

  @Test
  void of_logits_areTheOutputOfBothNetworks() {
    Tuning tuning = linear().tuned(5, TuningOptions.defaults(), "h");

    assertThat(tuning.trained().outputs())
        .containsExactly(Value.of("h", ElementType.FLOAT32, Shape.batchOf(5)));
    assertThat(tuning.saved().nodes()).isEqualTo(tuning.trained().nodes());
    assertThat(said(tuning)).containsExactly("batchnorm.none", "dropout.none");
  }

  @ParameterizedTest
  @CsvSource({
    "Softmax, answer.probabilities, h",
    "Sigmoid, answer.probabilities, h",
    "LogSoftmax, answer.log, y"
  })
  void of_normalisedOutput_trainsWhatStandsBeforeIt(String operator, String said, String trained) {
    Tuning tuning = linear().node(operator, "h", "y").tuned(5, TuningOptions.defaults(), "y");

    assertThat(tuning.trained().outputs().get(0).name()).isEqualTo(trained);
    assertThat(tuning.saved().outputs().get(0).name()).isEqualTo("y");
    assertThat(said(tuning)).contains(said);
  }

  @Test
  void of_softmaxSpelledOut_isFound() {
    Tuning tuning =
        linear()
            .constant("axes", 1)
            .node("Exp", "h", "e")
            .node("ReduceSum", "e axes", "s")
            .node("Div", "e s", "y")
            .tuned(5, TuningOptions.defaults(), "y");

    assertThat(tuning.trained().outputs().get(0).name()).isEqualTo("h");
  }

  @Test
  void of_softmaxBeforeAReshape_repeatsTheReshapeOnTheLogits() {
    Tuning tuning =
        linear()
            .node("Softmax", "h", "p")
            .node("Identity", "p", "y")
            .tuned(5, TuningOptions.defaults(), "y");

    Node last = tuning.trained().nodes().get(tuning.trained().nodes().size() - 1);
    assertThat(last.operator()).isEqualTo("Identity");
    assertThat(last.inputs()).containsExactly("h");
    assertThat(tuning.trained().outputs().get(0).name()).isEqualTo(last.output());
  }

  @Test
  void of_newHead_replacesTheMatrixAndItsBias() {
    Tuning tuning =
        linear()
            .node("Softmax", "h", "y")
            .tuned(3, TuningOptions.defaults().withHead(Head.NEW).withSeed(1), "y");

    assertThat(tuning.weights().require("fc.weight").shape()).isEqualTo(Shape.of(16, 3));
    assertThat(tuning.weights().require("fc.bias").shape()).isEqualTo(Shape.of(3));
    for (float number : tuning.weights().require("fc.weight").floats()) {
      assertThat(Math.abs(number)).isBetween(1e-9f, 0.25f);
    }
    assertThat(tuning.saved().outputs().get(0).type().tensorShape()).contains(Shape.batchOf(3));
    assertThat(said(tuning)).contains("head.replaced");
  }

  @Test
  void of_newHeadBehindATransposedWeight_isReplacedToo() {
    Tuning tuning =
        new Written(Shape.batchOf(1, 4, 4))
            .weight("w", 5, 16)
            .node("Flatten", "x", "flat")
            .node("Transpose", "w", "t", Map.of("perm", Attribute.ints(1, 0)))
            .node("MatMul", "flat t", "y")
            .tuned(2, TuningOptions.defaults().withHead(Head.NEW), "y");

    assertThat(tuning.weights().require("w").shape()).isEqualTo(Shape.of(2, 16));
  }

  @Test
  void of_headThatIsAConvolution_isReplacedAndComesOutInRows() {
    Tuning tuning =
        new Written(Shape.batchOf(1, 4, 4))
            .weight("conv.weight", 7, 1, 1, 1)
            .weight("conv.bias", 7)
            .node("Conv", "x conv.weight conv.bias", "maps")
            .node("Relu", "maps", "r")
            .node("GlobalAveragePool", "r", "y")
            .tuned(2, TuningOptions.defaults().withHead(Head.NEW), "y");

    assertThat(tuning.weights().require("conv.weight").shape()).isEqualTo(Shape.of(2, 1, 1, 1));
    String logits = tuning.trained().outputs().get(0).name();
    assertThat(ShapeInference.infer(tuning.trained(), 3).shape(logits)).contains(Shape.of(3, 2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          N,4,4,1 | input.channels_last
          N,4,4   | input.no_channels
          N,16    | input.row
          """)
  void of_otherLayouts_getANodeThatRearranges(String shape, String said) {
    Dim[] dims =
        java.util.Arrays.stream(shape.strip().split(","))
            .map(size -> size.equals("N") ? Dim.symbol("N") : Dim.of(Long.parseLong(size)))
            .toArray(Dim[]::new);
    Tuning tuning = linear(Shape.of(dims)).tuned(5, TuningOptions.defaults(), "h");

    assertThat(said(tuning)).contains(said);
    assertThat(tuning.trained().inputs().get(0).type().tensorShape())
        .contains(Shape.batchOf(1, 4, 4));
    assertThat(ShapeInference.infer(tuning.trained(), 6).shape("h")).contains(Shape.of(6, 5));
  }

  @Test
  void of_fixedBatchNamedByAReshape_isFreed() {
    Tuning tuning =
        new Written(Shape.of(2, 1, 4, 4))
            .weight("w", 16, 5)
            .constant("rows", 2, 16)
            .node("Reshape", "x rows", "flat")
            .node("MatMul", "flat w", "y")
            .tuned(5, TuningOptions.defaults(), "y");

    assertThat(said(tuning)).contains("batch.reshaped");
    assertThat(ShapeInference.infer(tuning.saved(), 6).shape("y")).contains(Shape.of(6, 5));
  }

  @Test
  void of_sharedThroughIdentity_isTrainedByItself() {
    Tuning tuning =
        linear()
            .node("Identity", "fc.bias", "other.bias")
            .node("Add", "h other.bias", "y")
            .tuned(5, TuningOptions.defaults(), "y");

    assertThat(said(tuning)).contains("identity.untied");
    assertThat(tuning.trained().parameter("other.bias")).isPresent();
    assertThat(tuning.trained().nodes()).noneMatch(node -> node.operator().equals("Identity"));
  }

  @Test
  void of_secondOutput_keepsItsParametersAsTheyAre() {
    Tuning tuning =
        linear()
            .weight("aux.weight", 16, 2)
            .node("MatMul", "flat aux.weight", "aux")
            .tuned(5, TuningOptions.defaults(), "h", "aux");

    assertThat(tuning.frozen()).containsExactly("aux.weight");
    assertThat(said(tuning)).contains("outputs.first", "frozen.aside");
    assertThat(tuning.saved().outputs()).hasSize(2);
  }

  @Test
  void of_frozenBeginnings_areLeftAlone() {
    Tuning tuning = linear().tuned(5, TuningOptions.defaults().freezing("fc.w"), "h");

    assertThat(tuning.frozen()).containsExactly("fc.weight");
  }

  @Test
  void of_aFrozenLayer_leavesItsWeightsAloneWhateverTheirNames() {
    Tuning tuning =
        new Written(Shape.batchOf(1, 4, 4))
            .weight("onnx::Conv_12", 2, 1, 4, 4)
            .weight("fc.weight", 5, 2)
            .node("Conv", "x onnx::Conv_12", "features.0")
            .node("Flatten", "features.0", "flat")
            .node("Gemm", "flat fc.weight", "h", Map.of("transB", Attribute.of(1)))
            .tuned(5, TuningOptions.defaults().freezing("features.0"), "h");

    assertThat(tuning.frozen()).containsExactly("onnx::Conv_12");
  }

  @Test
  void format_openSizes_areTheImages() {
    Network open =
        linear(Shape.of(Dim.symbol("N"), Dim.of(3), Dim.symbol("H"), Dim.symbol("W"))).network("h");

    assertThat(Tuning.format(open, new ImageFormat(1, 28, 20)))
        .isEqualTo(new ImageFormat(3, 28, 20));
    assertThat(Tuning.format(open, ImageFormat.AS_FOUND)).isEqualTo(new ImageFormat(3, 0, 0));
  }

  @Test
  void of_whatCannotBeTrained_saysWhy() {
    TuningOptions usual = TuningOptions.defaults();
    refused(() -> linear().tuned(4, usual, "h"), "tells 5 classes apart and the images have 4");
    refused(
        () -> linear().tuned(5, usual.freezing("nose"), "h"),
        "no name of a parameter or of its layer begins with 'nose'; names begin with fc");
    refused(() -> linear().tuned(5, usual.freezing("fc"), "h"), "all 2 parameters would be frozen");
    refused(
        () -> linear(Shape.batchOf(9, 9)).tuned(5, usual, "h"),
        "takes images of another format: expected");
    refused(
        () -> linear(Shape.batchOf(1, 1, 1, 4, 4)).tuned(5, usual, "h"),
        "training from images is for float32 inputs");
    refused(
        () -> new Written(Shape.batchOf(1, 4, 4)).node("Relu", "x", "y").tuned(5, usual, "y"),
        "expected an output (N, classes), found (N, 1, 4, 4)");
    refused(
        () -> linear().node("Sin", "h", "y").tuned(3, usual.withHead(Head.NEW), "y"),
        "the last layer cannot be replaced");
    refused(
        () -> Tuning.of(linear().network("h"), Weights.NONE, SMALL, 5, usual),
        "comes without the numbers of 2 parameters, such as fc.weight");
  }

  private static void refused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String why) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("written")
        .hasMessageContaining(why);
  }

  @Test
  void say_everyRemark_isInBothLanguages() {
    Tuning tuning = linear().node("Softmax", "h", "y").tuned(5, TuningOptions.defaults(), "y");

    for (Remark remark : tuning.remarks()) {
      assertThat(remark.say(Locale.ENGLISH)).doesNotContain("{").isNotBlank();
      assertThat(remark.say(Locale.SIMPLIFIED_CHINESE))
          .doesNotContain("{")
          .isNotEqualTo(remark.say(Locale.ENGLISH));
    }
  }
}
