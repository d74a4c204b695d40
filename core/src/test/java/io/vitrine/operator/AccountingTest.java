package io.vitrine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Attribute;
import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.operator.entry.Role;
import io.vitrine.summary.ParameterCount;
import io.vitrine.summary.Summary;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Parameters and multiply-accumulates against figures worked out by hand. */
class AccountingTest {
  private static NetworkBuilder on(long... input) {
    NetworkBuilder builder = Network.builder("test");
    builder.input("x", ElementType.FLOAT32, Shape.of(input));
    return builder;
  }

  private static Summary summary(NetworkBuilder builder, String output) {
    return Summary.of(builder.output(output, ValueType.unknown()).build());
  }

  private static long macs(NetworkBuilder builder, String output) {
    ShapeTable table =
        ShapeInference.infer(builder.output(output, ValueType.unknown()).build()).requireSound();
    return Objects.requireNonNull(table.macs().get(output), output);
  }

  /** 64 channels in 4 groups: each output sees 16 channels and 9 places. */
  @Test
  void macs_groupedConvolution_seesItsGroupOnly() {
    NetworkBuilder builder = on(1, 64, 14, 14);
    builder.parameter("w", 128, 16, 3, 3);
    builder.node(
        "y",
        "Conv",
        List.of("x", "w"),
        Map.of("group", Attribute.of(4), "pads", Attribute.ints(1, 1, 1, 1)));

    assertThat(macs(builder, "y")).isEqualTo(128L * 14 * 14 * 16 * 9);
  }

  /** MobileNet's depthwise layer: one kernel a channel, 32 x 112 x 112 x 9 = 3,612,672. */
  @Test
  void macs_depthwiseConvolution_isOneKernelAChannel() {
    NetworkBuilder builder = on(1, 32, 112, 112);
    builder.parameter("w", 32, 1, 3, 3);
    builder.node(
        "y",
        "Conv",
        List.of("x", "w"),
        Map.of("group", Attribute.of(32), "pads", Attribute.ints(1, 1, 1, 1)));

    assertThat(macs(builder, "y")).isEqualTo(3_612_672L);
  }

  /** Each of 256 x 8 x 8 inputs is spread over 128 x 4 x 4 outputs. */
  @Test
  void macs_transposedConvolution_spreadsEachInput() {
    NetworkBuilder builder = on(1, 256, 8, 8);
    builder.parameter("w", 256, 128, 4, 4);
    builder.node(
        "y",
        "ConvTranspose",
        List.of("x", "w"),
        Map.of("strides", Attribute.ints(2, 2), "pads", Attribute.ints(1, 1, 1, 1)));

    assertThat(macs(builder, "y")).isEqualTo(256L * 64 * 128 * 16);
  }

  /** PyTorch's LSTM(10, 20): per step 4 gates x 20 x (10 + 20), here 5 steps of 3 items. */
  @Test
  void macs_recurrent_countsEveryGate() {
    assertThat(recurrent("LSTM", 4)).isEqualTo(5L * 3 * 4 * 20 * (10 + 20));
    assertThat(recurrent("GRU", 3)).isEqualTo(5L * 3 * 3 * 20 * (10 + 20));
    assertThat(recurrent("RNN", 1)).isEqualTo(5L * 3 * 20 * (10 + 20));
  }

  private static long recurrent(String operator, long gates) {
    NetworkBuilder builder = on(5, 3, 10);
    builder.parameter("w", 1, gates * 20, 10);
    builder.parameter("r", 1, gates * 20, 20);
    builder.node("y", operator, List.of("x", "w", "r"), Map.of("hidden_size", Attribute.of(20)));
    return macs(builder, "y");
  }

  @Test
  void macs_bidirectionalLstm_areTwice() {
    NetworkBuilder builder = on(5, 3, 10);
    builder.parameter("w", 2, 80, 10);
    builder.parameter("r", 2, 80, 20);
    builder.parameter("b", 2, 160);
    builder.node(
        "y",
        "LSTM",
        List.of("x", "w", "r", "b"),
        Map.of("direction", Attribute.of("bidirectional"), "hidden_size", Attribute.of(20)));

    assertThat(macs(builder, "y")).isEqualTo(2L * 5 * 3 * 4 * 20 * (10 + 20));
    assertThat(Summary.of(builder.build()).totals().parameters().trainable())
        .isEqualTo(2L * (80 * 10 + 80 * 20 + 160));
  }

  /** Two heads of 8, 6 positions: queries by keys and weights by values, 2 x (6 x 6 x 8) each. */
  @Test
  void macs_attentionAsTwoProducts_equalTheOneOperator() {
    NetworkBuilder pair = on(1, 2, 6, 8);
    pair.input("k", ElementType.FLOAT32, Shape.of(1, 2, 8, 6));
    pair.input("v", ElementType.FLOAT32, Shape.of(1, 2, 6, 8));
    pair.node("scores", "MatMul", "x", "k");
    pair.node("weights", "Softmax", "scores");
    pair.node("y", "MatMul", "weights", "v");
    ShapeTable table =
        ShapeInference.infer(pair.output("y", ValueType.unknown()).build()).requireSound();
    NetworkBuilder one = on(1, 2, 6, 8);
    one.input("k", ElementType.FLOAT32, Shape.of(1, 2, 6, 8));
    one.input("v", ElementType.FLOAT32, Shape.of(1, 2, 6, 8));
    one.node("y", "Attention", "x", "k", "v");

    assertThat(table.macs()).containsEntry("scores", 2L * 6 * 6 * 8).containsEntry("y", 576L);
    assertThat(macs(one, "y")).isEqualTo(2 * 576L);
  }

  @Test
  void macs_einsum_multiplyEveryCombination() {
    NetworkBuilder builder = on(2, 3, 5, 7);
    builder.input("k", ElementType.FLOAT32, Shape.of(2, 3, 4, 7));
    builder.node(
        "y", "Einsum", List.of("x", "k"), Map.of("equation", Attribute.of("bhid,bhjd->bhij")));

    assertThat(macs(builder, "y")).isEqualTo(2L * 3 * 5 * 4 * 7);
  }

  /** A table of 1,000 words is looked up, not multiplied; tied, it counts once. */
  @Test
  void summary_embeddingTiedToTheOutput_countsOnce() {
    NetworkBuilder builder = Network.builder("test");
    builder.input("ids", ElementType.INT64, Shape.of(1, 12));
    builder.parameter("words", 1000, 64);
    builder.node("embedding", "Gather", "words", "ids");
    builder.node("turned", "Transpose", "words");
    builder.node("logits", "MatMul", "embedding", "turned");

    Summary summary = summary(builder, "logits");

    assertThat(summary.totals().parameters().trainable()).isEqualTo(64_000);
    assertThat(summary.totals().macs().known()).isEqualTo(12L * 64 * 1000);
    assertThat(summary.shared()).extracting(shared -> shared.name()).containsExactly("words");
  }

  /** One layer used twice: its parameters once, its multiply-accumulates for each use. */
  @Test
  void summary_sharedLayer_countsParametersOnceAndWorkTwice() {
    NetworkBuilder builder = on(1, 16);
    builder.parameter("w", 16, 16);
    builder.node("first", "MatMul", "x", "w");
    builder.node("second", "MatMul", "first", "w");

    Summary summary = summary(builder, "second");

    assertThat(summary.totals().parameters().trainable()).isEqualTo(256);
    assertThat(summary.totals().macs().known()).isEqualTo(512);
  }

  /** Stored in 8 bits, read through a conversion: as large as it is stored, and a weight. */
  @Test
  void summary_quantisedWeights_takeTheirRealSize() {
    Parameter weight = Parameter.of("w", ElementType.INT8, Shape.of(8, 3, 3, 3));
    Parameter scale = Parameter.of("scale", ElementType.FLOAT32, Shape.of(8));
    Parameter bias = Parameter.constant("bias", zeros(ElementType.INT32, 8));
    Parameter biasScale = Parameter.of("bias_scale", ElementType.FLOAT32, Shape.of(8));
    Network network =
        network(
            List.of(weight, scale, bias, biasScale),
            node("dq", "DequantizeLinear", List.of("w", "scale")),
            node("dqb", "DequantizeLinear", List.of("bias", "bias_scale")),
            node("y", "Conv", List.of("x", "dq", "dqb")));
    ParameterTable table = ParameterTable.of(network);
    ParameterCount total = Summary.of(network).totals().parameters();

    assertThat(table.entry("w").role()).isEqualTo(Role.WEIGHT);
    assertThat(table.entry("bias").role()).isEqualTo(Role.BIAS);
    assertThat(table.entry("scale").role()).isEqualTo(Role.BUFFER);
    assertThat(total.frozen()).isEqualTo(216 + 8);
    assertThat(total.frozenBytes()).isEqualTo(216 + 8 * 4);
    assertThat(total.bufferBytes()).isEqualTo(2 * 8 * 4);
    assertThat(table.all().map(entry -> entry.users().get(0).name())).containsOnly("y");
    assertThat(Summary.of(network).rows()).extracting(row -> row.path()).containsExactly("", "y");
  }

  @Test
  void summary_halfWeights_takeTwoBytes() {
    Parameter weight = Parameter.of("w", ElementType.FLOAT16, Shape.of(8, 3, 3, 3));
    Network network = network(List.of(weight), node("y", "Conv", List.of("x", "w")));
    ParameterCount total = Summary.of(network).totals().parameters();

    assertThat(total.trainable()).isEqualTo(216);
    assertThat(total.trainableBytes()).isEqualTo(432);
  }

  /** Kept in 32 bits and rounded to 16 on its way, as under autocast: it is the layer's own. */
  @Test
  void summary_weightThatIsCast_belongsToItsLayer() {
    Parameter weight = Parameter.of("w", ElementType.FLOAT32, Shape.of(8, 3, 3, 3));
    Map<String, Attribute> half = Map.of("to", Attribute.of(ElementType.BFLOAT16.number()));
    Node cast = new Node("half", "", "Cast", List.of("w"), List.of("half"), half);
    Node input = new Node("x16", "", "Cast", List.of("x"), List.of("x16"), half);
    Network network =
        network(List.of(weight), input, cast, node("y", "Conv", List.of("x16", "half")));
    ParameterTable.Entry entry = ParameterTable.of(network).entry("w");
    Summary summary = Summary.of(network);

    assertThat(entry.role()).isEqualTo(Role.WEIGHT);
    assertThat(entry.users()).extracting(Node::name).containsExactly("y");
    assertThat(summary.rows()).extracting(row -> row.path()).containsExactly("", "y");
    assertThat(summary.rows().get(1).parameters().trainableBytes()).isEqualTo(864);
  }

  /** A parameter that only a branch reads belongs to the If; one inside a branch does too. */
  @Test
  void parameterTable_branches_belongToTheirNode() {
    Graph then =
        new Graph(
            List.of(),
            List.of(new Value("a", ValueType.unknown())),
            List.of(node("a", "Add", List.of("outer", "inner"))),
            List.of(Parameter.of("inner", ElementType.FLOAT32, Shape.of(4))),
            List.of());
    Node branch =
        new Node(
            "y",
            "",
            "If",
            List.of("c"),
            List.of("y"),
            Map.of(
                "then_branch",
                new Attribute.OfGraph(then),
                "else_branch",
                new Attribute.OfGraph(then)));
    Network network =
        network(List.of(Parameter.of("outer", ElementType.FLOAT32, Shape.of(4))), branch);
    ParameterTable table = ParameterTable.of(network);

    assertThat(table.entry("outer").users()).containsExactly(branch);
    assertThat(table.entry("inner").users()).containsExactly(branch);
    assertThat(ShapeInference.infer(network).shape("y")).contains(Shape.of(4));
  }

  /** Seven steps of a product of 4 x 4 by 4 x 4. */
  @Test
  void macs_loop_areTheBodysTimesItsSteps() {
    Graph body =
        new Graph(
            List.of(
                new Value("i", ValueType.unknown()),
                new Value("go", ValueType.unknown()),
                new Value("state", ValueType.unknown())),
            List.of(new Value("go", ValueType.unknown()), new Value("s", ValueType.unknown())),
            List.of(node("s", "MatMul", List.of("state", "w"))),
            List.of(),
            List.of());
    Node loop =
        new Node(
            "y",
            "",
            "Loop",
            List.of("steps", "", "start"),
            List.of("y"),
            Map.of("body", new Attribute.OfGraph(body)));
    Network network =
        network(
            List.of(
                Parameter.constant("steps", Tensor.of(new long[] {7})),
                Parameter.of("w", ElementType.FLOAT32, Shape.of(4, 4)),
                Parameter.of("start", ElementType.FLOAT32, Shape.of(4, 4))),
            loop);

    ShapeTable table = ShapeInference.infer(network).requireSound();

    assertThat(table.shape("y")).contains(Shape.of(4, 4));
    assertThat(table.macs()).containsEntry("y", 7L * 4 * 4 * 4);
  }

  /** A function is inferred with its caller's shapes and attributes, and counts what it does. */
  @Test
  void infer_localFunction_isInferredAsItsBody() {
    Graph body =
        new Graph(
            List.of(new Value("a", ValueType.unknown()), new Value("b", ValueType.unknown())),
            List.of(new Value("t", ValueType.unknown())),
            List.of(
                node("p", "MatMul", List.of("a", "b")),
                new Node(
                    "t",
                    "",
                    "Transpose",
                    List.of("p"),
                    List.of("t"),
                    Map.of("perm", new Attribute.Reference("order", 7, Optional.empty())))),
            List.of(),
            List.of());
    Node call =
        new Node(
            "y",
            "mine",
            "Turned",
            List.of("l", "r"),
            List.of("y"),
            Map.of("order", Attribute.ints(1, 0)));
    Graph graph =
        new Graph(
            List.of(
                Value.of("l", ElementType.FLOAT32, Shape.of(Dim.of(3), Dim.of(4))),
                Value.of("r", ElementType.FLOAT32, Shape.of(4, 5))),
            List.of(new Value("y", ValueType.unknown())),
            List.of(call),
            List.of(),
            List.of());
    Network network =
        new Network("test", graph, Map.of("", 21L), Map.of("mine.Turned", body), Map.of());

    ShapeTable table = ShapeInference.infer(network).requireSound();

    assertThat(table.shape("y")).contains(Shape.of(5, 3));
    assertThat(table.macs()).containsEntry("y", 60L);
    assertThat(table.inside().get("y/Turned"))
        .containsEntry("p", ValueType.tensor(ElementType.FLOAT32, Shape.of(3, 5)))
        .containsEntry("t", ValueType.tensor(ElementType.FLOAT32, Shape.of(5, 3)));
  }

  /** A function that calls itself ends, and stays unknown. */
  @Test
  void infer_functionThatCallsItself_staysUnknown() {
    Graph body =
        new Graph(
            List.of(new Value("a", ValueType.unknown())),
            List.of(new Value("b", ValueType.unknown())),
            List.of(new Node("b", "mine", "Same", List.of("a"), List.of("b"), Map.of())),
            List.of(),
            List.of());
    Graph graph =
        new Graph(
            List.of(Value.of("x", ElementType.FLOAT32, Shape.of(3))),
            List.of(new Value("y", ValueType.unknown())),
            List.of(new Node("y", "mine", "Same", List.of("x"), List.of("y"), Map.of())),
            List.of(),
            List.of());
    Network network =
        new Network("test", graph, Map.of("", 21L), Map.of("mine.Same", body), Map.of());

    assertThat(ShapeInference.infer(network).shape("y")).isEmpty();
  }

  /** Before operator set 10, the mask of a Dropout is of its input's type. */
  @Test
  void infer_functionOfAnOlderOperatorSet_meansWhatItsOwnSetDoes() {
    Graph body =
        new Graph(
            List.of(new Value("a", ValueType.unknown())),
            List.of(new Value("mask", ValueType.unknown())),
            List.of(new Node("b", "", "Dropout", List.of("a"), List.of("b", "mask"), Map.of())),
            List.of(),
            List.of(),
            Map.of("", 9L));
    Graph graph =
        new Graph(
            List.of(Value.of("x", ElementType.FLOAT32, Shape.of(3))),
            List.of(new Value("y", ValueType.unknown()), new Value("mask", ValueType.unknown())),
            List.of(
                new Node("y", "mine", "Old", List.of("x"), List.of("y"), Map.of()),
                new Node("d", "", "Dropout", List.of("x"), List.of("d", "mask"), Map.of())),
            List.of(),
            List.of());

    ShapeTable table =
        ShapeInference.infer(
            new Network("test", graph, Map.of("", 21L), Map.of("mine.Old", body), Map.of()));

    assertThat(table.types().get("y"))
        .isEqualTo(ValueType.tensor(ElementType.FLOAT32, Shape.of(3)));
    assertThat(table.types().get("mask"))
        .isEqualTo(ValueType.tensor(ElementType.BOOL, Shape.of(3)));
  }

  /**
   * Thirty functions, each of which calls the next twice: what is kept of 2^30 bodies is bounded.
   */
  @Test
  void infer_functionsThatDouble_keepSomeBodies() {
    Map<String, Graph> functions = new HashMap<>();
    for (int i = 0; i < 30; i++) {
      String next = "F" + (i + 1);
      functions.put(
          "mine.F" + i,
          new Graph(
              List.of(new Value("a", ValueType.unknown())),
              List.of(new Value("c", ValueType.unknown())),
              List.of(
                  new Node("b", "mine", next, List.of("a"), List.of("b"), Map.of()),
                  new Node("c", "mine", next, List.of("b"), List.of("c"), Map.of())),
              List.of(),
              List.of()));
    }
    Graph graph =
        new Graph(
            List.of(Value.of("x", ElementType.FLOAT32, Shape.of(3))),
            List.of(new Value("y", ValueType.unknown())),
            List.of(new Node("y", "mine", "F0", List.of("x"), List.of("y"), Map.of())),
            List.of(),
            List.of());

    ShapeTable table =
        ShapeInference.infer(new Network("test", graph, Map.of("", 21L), functions, Map.of()));

    assertThat(table.inside()).hasSizeBetween(1_000, 200_000);
  }

  private static Tensor zeros(ElementType elements, int count) {
    return Tensor.of(elements, Shape.of(count), ByteBuffer.allocate((int) elements.bytes(count)));
  }

  private static Node node(String name, String operator, List<String> inputs) {
    return new Node(name, "", operator, inputs, List.of(name), Map.of());
  }

  private static Network network(List<Parameter> parameters, Node... nodes) {
    Graph graph =
        new Graph(
            List.of(
                Value.of("x", ElementType.FLOAT32, Shape.of(1, 3, 8, 8)),
                Value.of("c", ElementType.BOOL, Shape.SCALAR)),
            List.of(new Value("y", ValueType.unknown())),
            List.of(nodes),
            parameters,
            List.of());
    return new Network("test", graph, Map.of("", 21L), Map.of(), Map.of());
  }
}
