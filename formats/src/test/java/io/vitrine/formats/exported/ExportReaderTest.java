package io.vitrine.formats.exported;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.OpenedModel;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.zip.ZipArchive;
import io.vitrine.formats.zip.ZipBytes;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.ValueType;
import io.vitrine.operator.InnerGraphs;
import io.vitrine.operator.ParameterTable;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The files of make_fixtures.py: PyTorch's number of parameters, every shape, and the layers as a
 * golden text, programs.txt ({@code -Dgolden.update} writes it anew).
 */
class ExportReaderTest {
  static Stream<String> files() {
    return ArchiveFiles.lines(".pt2");
  }

  @ParameterizedTest
  @MethodSource("files")
  void read_countsWhatPyTorchCounts(String line) throws IOException {
    ArchiveFiles.assertCounted(line);
  }

  @Test
  void read_givesTheLayersAndShapes() throws IOException {
    ArchiveFiles.assertGolden(".pt2", "programs.txt");
  }

  @Test
  void read_sameProgramInOlderLayouts_givesTheSameNetwork() throws IOException {
    OpenedModel newest = ArchiveFiles.open("cnn.pt2");
    for (String layout : new String[] {"older.pt2", "middle.pt2"}) {
      OpenedModel other = ArchiveFiles.open(layout);
      assertThat(other.network().nodes()).isEqualTo(newest.network().nodes());
      assertThat(other.network().parameters())
          .allSatisfy(
              parameter ->
                  assertThat(numbers(other, parameter.name()))
                      .isEqualTo(numbers(newest, parameter.name())));
    }
  }

  private static float[] numbers(OpenedModel opened, String name) {
    return opened
        .network()
        .parameter(name)
        .flatMap(Parameter::constant)
        .or(() -> opened.weights().get(name))
        .orElseThrow()
        .floats();
  }

  @Test
  void read_operatorsGivenGraphs_haveThemInside() throws IOException {
    Network network = ArchiveFiles.open("rounds.pt2").network();

    assertThat(inner(network.requireNode("Loop")))
        .containsExactly(
            "Add", "Gemm", "Tanh", "Mul", "Add", "Less", "Abs", "ReduceSum", "Less", "And");
    assertThat(inner(network.requireNode("Scan"))).contains("If", "Mul");
    assertThat(inner(network.requireNode("Scan_2"))).contains("MatMul", "Relu");
    assertThat(ArchiveFiles.open("quiet.pt2").network().nodes())
        .extracting(Node::name)
        .containsExactly("first", "Relu", "last");
  }

  /** Sizes that a loop carries are tensors of one number in it, and numbers again behind it. */
  @Test
  void read_loopThatCarriesNumbers_carriesThemAsTensors() throws IOException {
    Network network = ArchiveFiles.open("counting.pt2").network();
    Node loop = network.requireNode("Loop");

    assertThat(network.nodes()).extracting(Node::domain).containsOnly("");
    assertThat(loop.inputs()).containsExactly("", "Squeeze", "Gather_1", "Add", "x");
    assertThat(inner(loop)).contains("Sub", "Mul", "Add", "Gemm", "Tanh", "Greater", "Squeeze");
    assertThat(network.requireNode("Loop_1").inputs()).hasSize(4);
    assertThat(inner(network.requireNode("Loop_1"))).contains("Less", "Cast");
    assertThat(inner(network.requireNode("Scan"))).contains("Mul", "Sub");
    assertThat(inner(network.requireNode("If")))
        .containsExactlyInAnyOrder("Cast", "Mul", "Cast", "Sub");
    assertThat(network.requireNode("If_1").inputs()).containsExactly("Squeeze_2");
  }

  /**
   * Under autocast, products read and give bfloat16; norms and what autocast leaves alone compute
   * in 32 bits. The weights stay as they are and stay their layers'.
   */
  @Test
  void read_autocast_roundsWhereItDoes() throws IOException {
    Network network = ArchiveFiles.open("autocast.pt2").network();
    ShapeTable types = ShapeInference.infer(network);
    ParameterTable parameters = ParameterTable.of(network);

    assertThat(
            Stream.of("query", "conv", "Cast_3", "Softmax", "Attention", "last", "MatMul_1")
                .map(name -> elements(types, name)))
        .containsOnly(ElementType.BFLOAT16);
    assertThat(
            Stream.of("Tanh", "norm", "bn", "Concat", "exact").map(name -> elements(types, name)))
        .containsOnly(ElementType.FLOAT32);
    assertThat(network.parameter("conv.weight").orElseThrow().elements())
        .isEqualTo(ElementType.FLOAT32);
    assertThat(parameters.entry("conv.weight").users())
        .extracting(Node::name)
        .containsExactly("conv");
    assertThat(network.outputs())
        .extracting(output -> ((ValueType.OfTensor) output.type()).elements())
        .containsExactly(
            ElementType.BFLOAT16, ElementType.FLOAT32, ElementType.BFLOAT16, ElementType.FLOAT32);
  }

  private static ElementType elements(ShapeTable types, String value) {
    return types.types().get(value) instanceof ValueType.OfTensor tensor
        ? tensor.elements()
        : ElementType.UNDEFINED;
  }

  /**
   * A higher-order operator that nobody knows keeps its arguments, and its graphs as attributes.
   */
  @Test
  void read_unknownOperatorGivenGraphs_keepsThem() throws IOException {
    Network network = changed("rounds.pt2", "higher_order.while_loop", "higher_order.wobble");
    Node node =
        network.nodes().stream()
            .filter(found -> found.operator().equals("wobble"))
            .findFirst()
            .orElseThrow();

    assertThat(node.qualifiedOperator()).isEqualTo("higher_order.wobble");
    assertThat(node.inputs()).contains("x", "step.weight", "step.bias").hasSize(2 + 3);
    assertThat(inner(node)).contains("Less", "And", "Tanh");
    assertThat(node.attributes())
        .containsKeys("while_loop_cond_graph_0", "while_loop_body_graph_0");
  }

  private static List<String> inner(Node node) {
    return InnerGraphs.nodes(node).stream().map(Node::operator).toList();
  }

  /** The network of an archive in whose program a word is another. */
  private static Network changed(String name, String word, String other) throws IOException {
    ZipArchive whole = ZipArchive.open(FileBytes.open(ArchiveFiles.FOLDER.resolve(name)));
    ZipBytes archive = new ZipBytes();
    for (String member : whole.names()) {
      ByteBuffer content = whole.content(whole.member(member).orElseThrow());
      byte[] bytes = new byte[content.remaining()];
      content.get(bytes);
      boolean program = member.endsWith("models/model.json");
      archive.stored(
          member,
          program
              ? new String(bytes, StandardCharsets.UTF_8)
                  .replace(word, other)
                  .getBytes(StandardCharsets.UTF_8)
              : bytes);
    }
    return ExportReader.read(ZipArchive.open(FileBytes.of(Path.of(name), archive.bytes())))
        .network();
  }

  @Test
  void read_tiedParameters_countOnce() throws IOException {
    OpenedModel opened = ArchiveFiles.open("transformer.pt2");
    assertThat(opened.tied()).containsEntry("head.weight", "token.weight");
    assertThat(opened.weights().require("head.weight").floats())
        .isEqualTo(opened.weights().require("token.weight").floats());
  }

  @Test
  void read_operatorWithoutCounterpart_keepsItsNameAndShape() throws IOException {
    Network network = ArchiveFiles.open("raw.pt2").network();
    Node node = network.requireNode("special_bessel_j0");
    assertThat(node.qualifiedOperator()).isEqualTo("aten.special_bessel_j0");
    assertThat(ShapeInference.infer(network).outputShape(node)).hasToString("Optional[(s77, 6)]");
  }
}
