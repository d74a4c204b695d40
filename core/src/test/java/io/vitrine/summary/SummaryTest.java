package io.vitrine.summary;

import static io.vitrine.summary.Networks.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.model.Dim;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import io.vitrine.zoo.Zoo;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryTest {
  @ParameterizedTest
  @CsvSource({
    "vgg16, 51, 15118538, 8448, 312412672",
    "lenet5, 11, 61706, 0, 416520",
    "resnet18, 68, 11689512, 9600, 1814073344",
    "mlp, 5, 109386, 0, 109184"
  })
  void of_zoo_hasPublishedTotals(String name, int layers, long count, long buffers, long macs) {
    SummaryTotals totals = Summary.of(Networks.zoo(name), ROOT).totals();

    assertThat(totals.layers()).isEqualTo(layers);
    assertThat(totals.parameters().total()).isEqualTo(count);
    assertThat(totals.parameters().totalBytes()).isEqualTo(4 * count);
    assertThat(totals.parameters().buffers()).isEqualTo(buffers);
    assertThat(totals.macs()).isEqualTo(new Tally(macs, 0));
  }

  @Test
  void byType_vgg16_hasTheBatchNorms() {
    assertThat(Summary.of(Zoo.vgg16(1, 32, 32, 10)).totals().byType())
        .hasEntrySatisfying("BatchNorm2d", count -> assertThat(count.total()).isEqualTo(8_448));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 9})
  void rows_anyDepth_sumToTotals(int depth) {
    for (String name : Zoo.names()) {
      Summary summary = Summary.of(Networks.zoo(name), ROOT.depth(depth));
      List<SummaryRow> ends =
          summary.rows().stream()
              .filter(row -> !row.isSum() || row.depth() == depth)
              .filter(row -> row.depth() > 0)
              .toList();

      assertThat(ends.stream().mapToLong(row -> row.parameters().total()).sum())
          .isEqualTo(summary.totals().parameters().total());
      assertThat(ends.stream().mapToLong(row -> row.macs().known()).sum())
          .isEqualTo(summary.totals().macs().known());
      assertThat(ends.stream().mapToDouble(SummaryRow::sharePercent).sum())
          .isCloseTo(100, within(1e-9));
      assertThat(ends.stream().mapToLong(row -> row.outputBytes().known()).sum())
          .isEqualTo(summary.rows().get(0).outputBytes().known());
    }
  }

  @Test
  void of_shapesGiven_setTheBatch() {
    Summary summary = Summary.of(Zoo.vgg16(1, 32, 32, 10), ROOT, Shape.of(64, 1, 32, 32));

    assertThat(summary.totals().batch()).isEqualTo(64);
    assertThat(summary.totals().macs().known()).as("per image").isEqualTo(312_412_672);
    assertThat(summary.totals().batchMacs().known()).isEqualTo(64 * 312_412_672L);
    assertThat(summary.layer("fc.6").orElseThrow().output()).contains(Shape.of(64, 10));
  }

  @Test
  void of_openShapeGiven_takesTheOptionsBatch() {
    Summary summary = Summary.of(Zoo.vgg16(1, 32, 32, 10), ROOT.batch(8), Shape.batchOf(1, 32, 32));

    assertThat(summary.layer("fc.6").orElseThrow().output()).contains(Shape.of(8, 10));
  }

  @Test
  void of_shapeThatContradicts_says() {
    assertThatThrownBy(() -> Summary.of(Zoo.vgg16(1, 32, 32, 10), Shape.of(1, 3, 32, 32)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("input");
    assertThatThrownBy(
            () ->
                Summary.of(
                    Zoo.build("mlp", new io.vitrine.zoo.ImageTask(1, 2, 2, 3)),
                    Shape.of(1, 1, 2, 2),
                    Shape.SCALAR))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 inputs, found 2");
  }

  @Test
  void of_fixedBatch_countsMacsForIt() {
    NetworkBuilder b = Network.builder("fixed");
    b.input("x", ElementType.FLOAT32, Shape.of(4, 3));
    b.parameter("w", 3, 5);
    b.node("y", "MatMul", "x", "w");
    Summary summary = Summary.of(b.output("y", ValueType.unknown()).build(), ROOT.batch(64));

    assertThat(summary.totals().batch()).isEqualTo(4);
    assertThat(summary.totals().macItems()).isEqualTo(4);
    assertThat(summary.totals().macs().known()).isEqualTo(4 * 3 * 5);
    assertThat(summary.to(Format.TEXT)).contains("MACs per batch of 4");
  }

  @Test
  void of_tied_countsOnceAndNames() {
    Summary summary = Summary.of(Networks.tied(), ROOT);

    assertThat(summary.totals().parameters().total()).isEqualTo(100 * 16 + 16 * 16 + 16);
    assertThat(summary.shared())
        .extracting(SummaryRow.Shared::name)
        .containsExactlyInAnyOrder("embedding.weight", "block.weight", "block.bias");
    SummaryRow second = summary.layer("body.second.product").orElseThrow();
    assertThat(second.parameters().total()).isZero();
    assertThat(second.macs().known()).as("work is done again").isEqualTo(7 * 16 * 16);
    assertThat(second.shared().get(0).owner()).isEqualTo("body.first.product");
  }

  @Test
  void of_unknownOperator_showsWhatIsKnown() {
    Summary summary = Summary.of(Networks.unknown(), ROOT);
    SummaryRow odd = summary.layer("odd|layer").orElseThrow();

    assertThat(odd.type()).isEqualTo("Entmax");
    assertThat(odd.output()).isEmpty();
    assertThat(odd.macs()).isEqualTo(new Tally(0, 1));
    assertThat(odd.parameters().total()).isEqualTo(32);
    assertThat(summary.layer("fine_1").orElseThrow().output())
        .contains(Shape.of(Dim.of(1), Dim.of(8), Dim.symbol("length")));
    assertThat(summary.totals().macs()).isEqualTo(new Tally(0, 1));
    assertThat(summary.totals().memory().unknownValues()).isPositive();
  }

  @Test
  void of_unreadParameter_isARowOfItsOwn() {
    Summary summary = Summary.of(Networks.unknown(), ROOT);
    SummaryRow unused = summary.layer("leftover.weight").orElseThrow();

    assertThat(unused.kind()).isEqualTo(SummaryRow.Kind.UNUSED);
    assertThat(unused.parameters().total()).isEqualTo(15);
    assertThat(summary.totals().parameters().total()).isEqualTo(32 + 15);
    assertThat(summary.totals().layers()).as("no layer").isEqualTo(3);
  }

  @Test
  void of_inputsThatDoNotFit_reportsAndGoesOn() {
    NetworkBuilder b = Network.builder("wrong");
    b.input("x", ElementType.FLOAT32, Shape.of(1, 3, 8, 8));
    b.parameter("w", 4, 2, 3, 3);
    b.node("conv", "Conv", "x", "w");
    Summary summary = Summary.of(b.output("conv", ValueType.unknown()).build(), ROOT);

    assertThat(summary.problems()).singleElement().asString().contains("conv");
    assertThat(summary.to(Format.TEXT)).contains("Does not fit: node conv");
  }

  @Test
  void frozen_stage_countsApart() {
    Network network = Zoo.vgg16(1, 32, 32, 10);
    Summary summary = Summary.of(network, ROOT.frozen(Set.of("layer1", "fc.6.bias")));
    ParameterCount count = summary.totals().parameters();

    assertThat(count.frozen()).isEqualTo(37_824 + 10);
    assertThat(count.total()).isEqualTo(15_118_538);
    assertThat(Cells.raw(summary.layer("fc.6").orElseThrow(), Column.TRAINABLE)).contains("partly");
    assertThatThrownBy(() -> Summary.of(network, ROOT.frozen(Set.of("layer9"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer9");
  }

  @Test
  void frozen_prefixOfAName_isNotThePath() {
    assertThat(ROOT.frozen(Set.of("layer1")).isFrozen("layer10.weight")).isFalse();
  }

  @Test
  void sort_byParameters_isDescendingAndFlat() {
    SummaryOptions options = ROOT.sort(SummaryOptions.Sort.by(Column.PARAMETERS));
    List<SummaryRow> rows = Summary.of(Zoo.vgg16(1, 32, 32, 10), options).rows();

    assertThat(rows).hasSize(51).noneMatch(SummaryRow::isSum);
    assertThat(rows.get(0).path()).as("equal ones in running order").isEqualTo("layer4.3");
    assertThat(rows.stream().map(row -> -row.parameters().total())).isSorted();
  }

  @Test
  void sort_missingValues_comeLast() {
    SummaryOptions options =
        ROOT.sort(new SummaryOptions.Sort(Column.KERNEL, SummaryOptions.Order.DESCENDING));
    List<SummaryRow> rows = Summary.of(Zoo.vgg16(1, 32, 32, 10), options).rows();

    assertThat(rows.get(0).kernel()).containsExactly(3L, 3L);
    assertThat(rows.get(rows.size() - 1).kernel()).isEmpty();
  }

  @Test
  void of_elementTypes_takeTheirOwnBytes() {
    NetworkBuilder b = Network.builder("types");
    b.input("x", ElementType.FLOAT16, Shape.of(1, 4));
    b.parameter("half", 4, 4);
    b.parameter("whole", 4, 4);
    b.node("y", "MatMul", b.node("h", "MatMul", "x", "half"), "whole");
    Network floats = b.output("y", ValueType.unknown()).build();
    Graph graph = floats.graph();
    List<Parameter> parameters =
        List.of(
            Parameter.of("half", ElementType.FLOAT16, Shape.of(4, 4)),
            Parameter.of("whole", ElementType.INT8, Shape.of(4, 4)));
    Network typed =
        new Network(
            "types",
            new Graph(graph.inputs(), graph.outputs(), graph.nodes(), parameters, List.of()),
            floats.opsets(),
            Map.of(),
            Map.of());

    Summary summary = Summary.of(typed, ROOT);

    assertThat(summary.totals().parameters())
        .as("integers have no gradient")
        .isEqualTo(new ParameterCount(16, 16, 0, 32, 16, 0));
    assertThat(summary.layer("h").orElseThrow().outputBytes().known()).isEqualTo(4 * 2);
  }

  @Test
  void print_isTheText() {
    Summary summary = Summary.of(Zoo.mlp(1, 28, 28, 10), ROOT);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    summary.print(new PrintStream(bytes, false, StandardCharsets.UTF_8));

    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo(summary.to(Format.TEXT));
  }
}
