package io.vitrine.summary;

import static io.vitrine.summary.Networks.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a layer counts, each figure worked out by hand beside it. */
class SummaryRowTest {
  private static final ElementType FULL = ElementType.FLOAT32;
  private static final ElementType HALF = ElementType.FLOAT16;

  private static Value input(String name, ElementType elements, long... sizes) {
    return Value.of(name, elements, Shape.of(sizes));
  }

  private static Parameter weight(String name, ElementType elements, long... sizes) {
    return Parameter.of(name, elements, Shape.of(sizes));
  }

  private static SummaryRow row(
      String operator,
      Map<String, Attribute> attributes,
      List<Value> inputs,
      Parameter... parameters) {
    List<String> reads =
        Stream.concat(
                inputs.stream().map(Value::name), List.of(parameters).stream().map(Parameter::name))
            .toList();
    boolean lookup = operator.equals("Gather");
    return last(
        inputs,
        List.of(parameters),
        new Node(
            "y",
            "",
            operator,
            lookup ? List.of(reads.get(1), reads.get(0)) : reads,
            List.of("y"),
            attributes));
  }

  private static SummaryRow last(List<Value> inputs, List<Parameter> parameters, Node... nodes) {
    Graph graph =
        new Graph(
            inputs,
            List.of(new Value("y", ValueType.unknown())),
            List.of(nodes),
            parameters,
            List.of());
    Network network = new Network("test", graph, Map.of("", 23L), Map.of(), Map.of());
    Summary summary = Summary.of(network, ROOT);
    return summary.rows().get(summary.rows().size() - 1);
  }

  private static void assertCounts(SummaryRow row, long weightBytes, long outputBytes, long macs) {
    assertThat(row.parameters().totalBytes()).as("bytes of weights").isEqualTo(weightBytes);
    assertThat(row.outputBytes().known()).as("bytes of outputs").isEqualTo(outputBytes);
    assertThat(row.outputBytes().isExact()).isTrue();
    assertThat(row.macs().known()).as("multiply-accumulates").isEqualTo(macs);
    assertThat(row.macs().isExact()).isTrue();
  }

  /** 2 heads of 8 numbers, 6 queries and 10 keys, in 16 bits. */
  @Test
  void of_attention_countsBothProducts() {
    SummaryRow row =
        row(
            "Attention",
            Map.of(),
            List.of(
                input("q", HALF, 1, 2, 6, 8),
                input("k", HALF, 1, 2, 10, 8),
                input("v", HALF, 1, 2, 10, 4)));

    assertCounts(row, 0, 2 * 6 * 4 * 2, 2 * 6 * 10 * 8 + 2 * 6 * 10 * 4);
  }

  /** 4 groups: each of 128 outputs sees 16 of 64 channels in 3 x 3 places. */
  @Test
  void of_groupedConvolutionOfHalfWidth_takesTwoBytes() {
    SummaryRow row =
        row(
            "Conv",
            Map.of("group", Attribute.of(4)),
            List.of(input("x", HALF, 1, 64, 14, 14)),
            weight("w", HALF, 128, 16, 3, 3),
            weight("b", HALF, 128));

    assertCounts(row, (128 * 16 * 9 + 128) * 2, 128 * 12 * 12 * 2, 128L * 144 * 16 * 9);
    assertThat(row.groups()).hasValue(4);
  }

  /** One kernel of 8 bits a channel; the sums are of 32 bits. */
  @Test
  void of_depthwiseConvolutionOfIntegers_takesOneByteAWeight() {
    SummaryRow row =
        row(
            "ConvInteger",
            Map.of("group", Attribute.of(32)),
            List.of(input("x", ElementType.UINT8, 1, 32, 8, 8)),
            weight("w", ElementType.INT8, 32, 1, 3, 3));

    assertCounts(row, 288, 32 * 6 * 6 * 4, 32 * 36 * 9);
  }

  /** Each of 8 x 5 x 5 inputs is spread over 4 x 2 x 2 outputs. */
  @Test
  void of_transposedConvolution_spreadsEachInput() {
    SummaryRow row =
        row(
            "ConvTranspose",
            Map.of("strides", Attribute.ints(2, 2)),
            List.of(input("x", FULL, 1, 8, 5, 5)),
            weight("w", FULL, 8, 4, 2, 2));

    assertCounts(row, 8 * 4 * 4 * 4, 4 * 10 * 10 * 4, 8 * 25 * 4 * 4);
  }

  /** 5 steps, 10 numbers in, 20 out: 4 gates in an LSTM, 3 in a GRU, two biases each. */
  @Test
  void of_recurrentLayers_countTheirGates() {
    for (Map.Entry<String, Integer> kind : Map.of("LSTM", 4, "GRU", 3).entrySet()) {
      long rows = kind.getValue() * 20L;
      SummaryRow row =
          row(
              kind.getKey(),
              Map.of("hidden_size", Attribute.of(20)),
              List.of(input("x", FULL, 5, 1, 10)),
              weight("w", FULL, 1, rows, 10),
              weight("r", FULL, 1, rows, 20),
              weight("b", FULL, 1, 2 * rows));

      assertCounts(row, rows * (10 + 20 + 2) * 4, 5 * 20 * 4, 5L * rows * (10 + 20));
    }
  }

  /** PyTorch's GRU(10, 20), both ways: 3,840 parameters; its last state is 40 numbers more. */
  @Test
  void of_gruBothWays_countsTwice() {
    SummaryRow row =
        last(
            List.of(input("x", FULL, 5, 1, 10)),
            List.of(
                weight("w", FULL, 2, 60, 10),
                weight("r", FULL, 2, 60, 20),
                weight("b", FULL, 2, 120)),
            new Node(
                "y",
                "",
                "GRU",
                List.of("x", "w", "r", "b"),
                List.of("y", "h"),
                Map.of(
                    "direction", Attribute.of("bidirectional"),
                    "hidden_size", Attribute.of(20),
                    "linear_before_reset", Attribute.of(1))));

    assertThat(row.parameters().trainable()).isEqualTo(3_840);
    assertCounts(row, 3_840 * 4, (5 * 40 + 40) * 4, 2 * 5 * 3 * 20 * 30);
  }

  /** A table of 1,000 words is looked up, not multiplied. */
  @Test
  void of_embedding_looksUp() {
    SummaryRow row =
        row(
            "Gather",
            Map.of(),
            List.of(input("ids", ElementType.INT64, 1, 12)),
            weight("words", HALF, 1000, 64));

    assertCounts(row, 1000 * 64 * 2, 12 * 64 * 2, 0);
  }

  /** Two numbers of 4 bits lie in a byte, also where there is an odd number of them. */
  @Test
  void of_weightsOfFourBits_takeHalfAByte() {
    ElementType four = ElementType.INT4;
    SummaryRow row =
        last(
            List.of(input("x", FULL, 1, 33)),
            List.of(weight("w", four, 33, 5), weight("scale", FULL)),
            new Node("dq", "", "DequantizeLinear", List.of("w", "scale"), List.of("d"), Map.of()),
            new Node("y", "", "MatMul", List.of("x", "d"), List.of("y"), Map.of()));

    assertThat(weight("w", four, 33, 5).bytes()).isEqualTo(83);
    assertThat(row.macs().known()).isEqualTo(33 * 5);
    assertThat(row.outputBytes().known()).isEqualTo(5 * 4);
  }
}
