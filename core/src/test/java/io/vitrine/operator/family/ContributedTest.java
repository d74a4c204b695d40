package io.vitrine.operator.family;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.vitrine.model.ValueType;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Shapes and counts of operators outside of ONNX's own domain, worked out by hand. */
class ContributedTest {
  private final List<Value> inputs = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();

  private String input(String name, Object... dims) {
    inputs.add(
        Value.of(
            name,
            ElementType.FLOAT32,
            new Shape(
                Stream.of(dims)
                    .map(d -> d instanceof Integer n ? Dim.of(n) : Dim.symbol(d.toString()))
                    .toList())));
    return name;
  }

  private String weight(String name, long... dims) {
    parameters.add(Parameter.of(name, ElementType.FLOAT32, Shape.of(dims)));
    return name;
  }

  private ShapeTable table(
      String domain,
      String operator,
      int outputs,
      Map<String, Attribute> settings,
      String... reads) {
    List<String> made = Stream.of("y", "y1", "y2").limit(outputs).toList();
    Node node = new Node("layer", domain, operator, List.of(reads), made, settings);
    List<Value> out = made.stream().map(name -> new Value(name, ValueType.unknown())).toList();
    Graph graph = new Graph(inputs, out, List.of(node), parameters, List.of());
    Network network = new Network("test", graph, Map.of("", 17L, domain, 1L), Map.of(), Map.of());
    return ShapeInference.infer(network).requireSound();
  }

  private static final String MS = "com.microsoft";

  private static final Map<String, Attribute> GROUPS =
      Map.of("num_heads", Attribute.of(8), "kv_num_heads", Attribute.of(2));

  @Test
  void groupQueryAttention_withAPast_countsTheWholeLength() {
    input("q", 2, 3, 64);
    input("k", 2, 3, 16);
    input("v", 2, 3, 16);
    input("pk", 2, 2, 5, 8);
    input("pv", 2, 2, 5, 8);
    ShapeTable table = table(MS, "GroupQueryAttention", 3, GROUPS, "q", "k", "v", "pk", "pv");

    assertThat(table.shape("y")).contains(Shape.of(2, 3, 64));
    assertThat(table.shape("y1")).contains(Shape.of(2, 2, 8, 8));
    assertThat(table.macs()).containsEntry("layer", 2L * 3 * 8 * (64 + 64));
  }

  @Test
  void groupQueryAttention_packedAndOpen_keepsExpressions() {
    input("q", "N", "T", 96);
    input("pk", "N", 2, "P", 8);
    input("pv", "N", 2, "P", 8);
    ShapeTable table = table(MS, "GroupQueryAttention", 3, GROUPS, "q", "", "", "pk", "pv");

    assertThat(table.shape("y")).hasValueSatisfying(s -> assertThat(s).hasToString("(N, T, 64)"));
    assertThat(table.shape("y2"))
        .hasValueSatisfying(s -> assertThat(s).hasToString("(N, 2, P + T, 8)"));
  }

  @Test
  void groupQueryAttention_packedWithNoPast_countsBothProducts() {
    input("q", 2, 3, 96);
    ShapeTable table = table(MS, "GroupQueryAttention", 3, GROUPS, "q");

    assertThat(table.shape("y")).contains(Shape.of(2, 3, 64));
    assertThat(table.shape("y1")).contains(Shape.of(2, 2, 3, 8));
    assertThat(table.shape("y2")).contains(Shape.of(2, 2, 3, 8));
    assertThat(table.macs()).containsEntry("layer", 2L * 3 * 3 * (64 + 64));
  }

  /** A past of 16 positions of which 6 are used: 6 are looked at, 16 are left. */
  @Test
  void groupQueryAttention_withABuffer_countsWhatIsUsed() {
    input("q", 2, 1, 96);
    input("pk", 2, 2, 16, 8);
    input("pv", 2, 2, 16, 8);
    parameters.add(Parameter.constant("total", Tensor.of(new long[] {6}, 1)));
    ShapeTable table =
        table(MS, "GroupQueryAttention", 3, GROUPS, "q", "", "", "pk", "pv", "", "total");

    assertThat(table.shape("y")).contains(Shape.of(2, 1, 64));
    assertThat(table.shape("y1")).contains(Shape.of(2, 2, 16, 8));
    assertThat(table.macs()).containsEntry("layer", 2L * 1 * 6 * (64 + 64));
  }

  @Test
  void attention_withProjections_countsThreeAndBothProducts() {
    input("x", 2, 5, 12);
    weight("w", 12, 36);
    ShapeTable table = table(MS, "Attention", 2, Map.of("num_heads", Attribute.of(3)), "x", "w");

    assertThat(table.shape("y")).contains(Shape.of(2, 5, 12));
    assertThat(table.shape("y1")).contains(Shape.of(2, 2, 3, 5, 4));
    assertThat(table.macs()).containsEntry("layer", 2L * 5 * 12 * 36 + 2L * 5 * 5 * (12 + 12));
  }

  @Test
  void multiHeadAttention_packed_readsItsHeads() {
    input("x", 2, 5, 3, 3, 4);
    ShapeTable table =
        table(MS, "MultiHeadAttention", 1, Map.of("num_heads", Attribute.of(3)), "x");

    assertThat(table.shape("y")).contains(Shape.of(2, 5, 12));
    assertThat(table.macs()).containsEntry("layer", 2L * 5 * 5 * (12 + 12));
  }

  @Test
  void multiHeadAttention_acrossSequences_looksAtTheOther() {
    input("q", 2, 5, 12);
    input("k", 2, 7, 12);
    input("v", 2, 7, 6);
    ShapeTable table =
        table(MS, "MultiHeadAttention", 3, Map.of("num_heads", Attribute.of(3)), "q", "k", "v");

    assertThat(table.shape("y")).contains(Shape.of(2, 5, 6));
    assertThat(table.shape("y2")).contains(Shape.of(2, 3, 7, 2));
    assertThat(table.macs()).containsEntry("layer", 2L * 5 * 7 * (12 + 6));
  }

  @Test
  void embedLayerNormalization_looksUp() {
    input("ids", "N", "T");
    weight("words", 99, 32);
    ShapeTable table = table(MS, "EmbedLayerNormalization", 3, Map.of(), "ids", "", "words");

    assertThat(table.shape("y")).hasValueSatisfying(s -> assertThat(s).hasToString("(N, T, 32)"));
    assertThat(table.shape("y1")).hasValueSatisfying(s -> assertThat(s).hasToString("(N)"));
  }

  @Test
  void qLinearConcat_addsEveryThirdInput() {
    input("a", 1, 3, 4);
    input("b", 1, 5, 4);
    weight("s");
    ShapeTable table =
        table(
            MS,
            "QLinearConcat",
            1,
            Map.of("axis", Attribute.of(1)),
            "s",
            "s",
            "a",
            "s",
            "s",
            "b",
            "s",
            "s");

    assertThat(table.shape("y")).contains(Shape.of(1, 8, 4));
  }

  @Test
  void qGemm_multiplies() {
    input("a", 2, 6);
    weight("b", 3, 6);
    weight("s");
    ShapeTable table =
        table(MS, "QGemm", 1, Map.of("transB", Attribute.of(1)), "a", "s", "s", "b", "s", "s");

    assertThat(table.shape("y")).contains(Shape.of(2, 3));
    assertThat(table.macs()).containsEntry("layer", 2L * 3 * 6);
  }

  @Test
  void adaptivePool_ofOpenSize_hasTheSizeAskedFor() {
    input("x", "N", 8, "H", "W");
    ShapeTable table =
        table("aten", "adaptive_avg_pool2d", 1, Map.of("output_size", Attribute.ints(6, 7)), "x");

    assertThat(table.shape("y")).hasValueSatisfying(s -> assertThat(s).hasToString("(N, 8, 6, 7)"));
    assertThat(table.macs()).containsEntry("layer", 0L);
  }

  @Test
  void averagePool_withItsOwnDivisor_slides() {
    input("x", 1, 8, 9, 9);
    ShapeTable table =
        table(
            "aten",
            "avg_pool2d",
            1,
            Map.of(
                "kernel_size", Attribute.ints(3, 3),
                "stride", Attribute.ints(2, 2),
                "divisor_override", Attribute.of(5)),
            "x");

    assertThat(table.shape("y")).contains(Shape.of(1, 8, 4, 4));
  }

  @Test
  void bilinear_countsBothProducts() {
    input("a", 4, 5);
    input("b", 4, 6);
    weight("w", 3, 5, 6);
    ShapeTable table = table("aten", "bilinear", 1, Map.of(), "a", "b", "w");

    assertThat(table.shape("y")).contains(Shape.of(4, 3));
    assertThat(table.macs()).containsEntry("layer", 4L * 3 * (5 * 6 + 6));
  }
}
