package io.vitrine.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InventoryTest {
  private static final Weights WEIGHTS =
      Weights.of(Map.of("fc.weight", Tensor.of(new float[] {0, 1, 2, Float.NaN, -3, 0}, 2, 3)));

  private static Network network() {
    NetworkBuilder builder = Network.builder("tiny");
    String x = builder.input("x", ElementType.FLOAT32, Shape.batchOf(3));
    String weight = builder.parameter("fc.weight", 2, 3);
    String bias = builder.parameter("fc.bias", 2);
    builder.node(
        "fc", "Gemm", List.of(x, weight, bias), Map.of("transB", io.vitrine.model.Attribute.of(1)));
    builder.node("relu", "Relu", "fc");
    return builder.output("relu", ValueType.unknown()).build();
  }

  private static Inventory all() {
    return Inventory.of(network(), Map.of("head.weight", "fc.weight"));
  }

  private static Query query(String name, String operator, String shape) {
    return new Query(
        Optional.of(name).filter(s -> !s.isEmpty()).map(NamePattern::of),
        Optional.of(operator).filter(s -> !s.isEmpty()).map(NamePattern::of),
        Optional.of(shape).filter(s -> !s.isEmpty()).map(ShapePattern::of));
  }

  @Test
  void select_byEachWay_findsTensorsAndNodes() {
    assertThat(all().select(Query.ALL)).isEqualTo(all());

    Inventory gemm = all().select(query("", "Gemm", ""));
    assertThat(gemm.tensors())
        .extracting(TensorEntry::name)
        .containsExactly("fc.weight", "fc.bias");
    assertThat(gemm.nodes()).extracting(NodeEntry::path).containsExactly("fc");

    Inventory shaped = all().select(query("", "", "*,3"));
    assertThat(shaped.tensors()).extracting(TensorEntry::name).containsExactly("fc.weight");
    assertThat(shaped.nodes()).isEmpty();

    assertThat(all().select(query("relu", "", "N,2")).nodes()).hasSize(1);
    assertThat(all().select(query("head*", "", "")).tensors()).hasSize(1);
    assertThat(all().select(query("fc", "Relu", "")).tensors()).isEmpty();
  }

  @Test
  void tensor_furtherName_isFound() {
    assertThat(all().tensor("head.weight")).isEqualTo(all().tensor("fc.weight")).isPresent();
    assertThat(all().unknown("fc.wieght"))
        .hasMessage("tiny has no tensor and no node 'fc.wieght'; the nearest names are fc.weight");
    assertThat(all().unknown("abcdefg")).hasMessageContaining("without a name, all tensors");
  }

  private static Node calling(String name, String function, String in) {
    return new Node(name, "mine", function, List.of(in), List.of(name), Map.of());
  }

  private static Graph body(Node... nodes) {
    Value in = new Value("in", ValueType.unknown());
    Value out = new Value(nodes[nodes.length - 1].output(), ValueType.unknown());
    return new Graph(List.of(in), List.of(out), List.of(nodes), List.of(), List.of());
  }

  /** A function is listed at each call with that call's shapes; one in a function, inside it. */
  @Test
  void of_localFunctions_haveTheShapesOfTheirCalls() {
    Node square = new Node("square", "", "Mul", List.of("in", "in"), List.of("square"), Map.of());
    Graph twice = body(calling("first", "Square", "in"), calling("then", "Square", "first"));
    Graph graph =
        new Graph(
            List.of(
                Value.of("x", ElementType.FLOAT32, Shape.batchOf(3)),
                Value.of("z", ElementType.FLOAT32, Shape.of(5))),
            List.of(new Value("a", ValueType.unknown())),
            List.of(calling("a", "Twice", "x"), calling("b", "Square", "z")),
            List.of(),
            List.of());
    Network network =
        new Network(
            "calls",
            graph,
            Map.of("", 21L),
            Map.of("mine.Twice", twice, "mine.Square", body(square)),
            Map.of());

    assertThat(Inventory.of(network, Map.of()).nodes())
        .extracting(
            entry -> entry.path() + " " + entry.outputs().get(0).type().tensorShape().orElseThrow())
        .containsExactly(
            "a (N, 3)",
            "a/Twice/first (N, 3)",
            "a/Twice/first/Square/square (N, 3)",
            "a/Twice/then (N, 3)",
            "a/Twice/then/Square/square (N, 3)",
            "b (5)",
            "b/Square/square (5)");
  }

  private static TensorReport report(String name) {
    return TensorReport.of("tiny", all().tensor(name).orElseThrow(), WEIGHTS, 5);
  }

  @Test
  void text_tensor_saysWhatItsNumbersHaveInCommon() {
    assertThat(InspectText.of(report("fc.weight"), Locale.ENGLISH))
        .isEqualTo(
            """
            fc.weight of tiny
              type        float32
              shape       (2, 3)
              elements    6
              bytes       24
              role        weight
              read by     fc
              also named  head.weight

              minimum             -3
              maximum             2
              mean                0
              standard deviation  1.67332  of the population, divided by N
              zeros               2  (33.33%)
              NaN                 1  (16.67%)
              +Infinity           0
              -Infinity           0

              from  to                                            count
                -3  -2  ████████████████████                          1
                -2  -1                                                0
                -1   0                                                0
                 0   1  ████████████████████████████████████████      2
                 1   2  ████████████████████████████████████████      2
            """);
    assertThat(InspectText.of(report("fc.weight"), Locale.SIMPLIFIED_CHINESE)).contains("总体标准差");
  }

  @Test
  void text_missingNumbers_saysWhy() {
    assertThat(InspectText.of(report("fc.bias"), Locale.ENGLISH))
        .contains("no numbers  the network comes without weights; a file of them")
        .doesNotContain("minimum");
    assertThat(report("fc.bias").spreads(Locale.ENGLISH)).isEmpty();
    assertThat(report("fc.weight").spreads(Locale.ENGLISH)).hasSize(1);
  }

  @Test
  void text_list_hasSizesAndReaders() {
    assertThat(InspectText.of(all(), all(), Locale.ENGLISH))
        .isEqualTo(
            """
            tiny: 2 tensors, 8 elements, 32 B
              name       type     shape   elements  bytes  role    read by
              fc.weight  float32  (2, 3)         6     24  weight  fc
              fc.bias    float32  (2)            2      8  bias    fc

            2 nodes; --operator "*" or --name lists them
            """);
    Inventory found = all().select(query("", "Relu", ""));
    assertThat(InspectText.of(found, all(), Locale.ENGLISH))
        .contains("0 of 2 tensors", "1 of 2 nodes", "relu  Relu      float32(N, 2)");
  }

  @Test
  void text_node_hasAttributesAndShapes() {
    assertThat(InspectText.of("tiny", all().node("fc").orElseThrow(), Locale.ENGLISH))
        .contains("operator          Gemm", "attribute transB  1", "fc.weight  float32(2, 3)");
  }

  @Test
  void json_keepsItsKeys() throws IOException {
    Map<String, Object> tensor = JSON.std.mapFrom(InspectJson.of(report("fc.weight")));
    assertThat(tensor.toString())
        .contains(
            "other_names=[head.weight]",
            "unread=null",
            "nans=1",
            "zeros=2",
            "standard_deviation=1.67332",
            "counts=[1, 0, 0, 2, 2]");
    Map<String, Object> list = JSON.std.mapFrom(InspectJson.of(all()));
    assertThat(list.toString())
        .contains(
            "shape=[2, 3]", "role=weight", "readers=[fc]", "attributes={transB=1}", "shape=[N, 2]");
    assertThat(JSON.std.mapFrom(InspectJson.of("tiny", all().node("relu").orElseThrow())))
        .containsKeys("network", "node");
  }

  @Test
  void of_loop_listsTheNodesOfItsBodyWithTheirShapes() {
    Value step = new Value("i", ValueType.tensor(ElementType.INT64, Shape.SCALAR));
    Value goOn = new Value("go", ValueType.tensor(ElementType.BOOL, Shape.SCALAR));
    Value state = new Value("s", ValueType.unknown());
    Node relu = new Node("act", "", "Relu", List.of("s"), List.of("r"), Map.of());
    Node same = new Node("same", "", "Identity", List.of("go"), List.of("again"), Map.of());
    Graph body =
        new Graph(
            List.of(step, goOn, state),
            List.of(new Value("again", ValueType.unknown()), new Value("r", ValueType.unknown())),
            List.of(relu, same),
            List.of(),
            List.of());
    NetworkBuilder builder = Network.builder("looping");
    builder.input("x", ElementType.FLOAT32, Shape.batchOf(4));
    builder.constant("times", Tensor.of(new long[] {3}));
    builder.node(
        "loop", "Loop", List.of("times", "", "x"), Map.of("body", new Attribute.OfGraph(body)));
    Network network = builder.output("loop", ValueType.unknown()).build();

    Inventory all = Inventory.of(network, Map.of());

    assertThat(all.nodes())
        .map(NodeEntry::path)
        .containsExactly("loop", "loop/body/act", "loop/body/same");
    assertThat(all.node("loop/body/act").orElseThrow().outputs().get(0).type())
        .isEqualTo(ValueType.tensor(ElementType.FLOAT32, Shape.batchOf(4)));
  }
}
