package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFiles.FLOAT;
import static io.vitrine.formats.onnx.OnnxFiles.INT64;
import static io.vitrine.formats.onnx.OnnxFiles.attribute;
import static io.vitrine.formats.onnx.OnnxFiles.model;
import static io.vitrine.formats.onnx.OnnxFiles.node;
import static io.vitrine.formats.onnx.OnnxFiles.open;
import static io.vitrine.formats.onnx.OnnxFiles.tensor;
import static io.vitrine.formats.onnx.OnnxFiles.value;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.vitrine.formats.Description;
import io.vitrine.formats.Samples;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.operator.ShapeInference;
import io.vitrine.summary.Summary;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnnxReaderTest {
  private static final List<Long> NHWC_TO_NCHW = List.of(0L, 3L, 1L, 2L);

  private static GraphProto.Builder chain() {
    return GraphProto.newBuilder().setName("g").addInput(value("x", "N", 3)).addOutput(value("y"));
  }

  @Test
  void read_keepsWhatTheFileSaysOfItself() throws IOException {
    Network network = open(OnnxFiles.everything()).network();
    assertThat(network.name()).isEqualTo("everything");
    assertThat(network.opsets()).isEqualTo(Map.of("", 17L, "my.domain", 1L));
    assertThat(network.metadata())
        .isEqualTo(
            Map.of(
                "producer", "pytorch 2.4.0", "description", "of every kind", "author", "nobody"));
  }

  @Test
  void read_takesAnInitializerThatIsAnInputAsParameterOnly() throws IOException {
    Network network = open(OnnxFiles.everything()).network();
    assertThat(network.inputs()).extracting(Value::name).containsExactly("x");
    assertThat(network.parameter("w")).isPresent();
  }

  @Test
  void read_takesAFileWithoutNameByItsFileName() throws IOException {
    GraphProto.Builder graph = chain().clearName().addNode(node("Relu", "", "y", "x"));
    assertThat(open(model(graph)).network().name()).isEqualTo("sample");
  }

  @Test
  void read_takesAnOldFileWithoutOperatorSetsAsTheFirst() throws IOException {
    ModelProto old =
        model(chain().addNode(node("Relu", "", "y", "x"))).toBuilder()
            .setIrVersion(1)
            .clearOpsetImport()
            .build();
    assertThat(open(old).network().opsets()).isEqualTo(Map.of("", 1L));
  }

  /** From the first version of the format to some that are not out yet, the structure opens. */
  @Test
  void read_opensEveryVersion() throws IOException {
    for (int ir = 1; ir <= 16; ir++) {
      for (int set = 7; set <= 30; set++) {
        ModelProto.Builder file =
            model(chain().addNode(node("Relu", "r", "y", "x"))).toBuilder().setIrVersion(ir);
        file.getOpsetImportBuilder(0).setVersion(set);
        Network network = open(file.build()).network();

        assertThat(network.opsets()).isEqualTo(Map.of("", (long) set));
        assertThat(ShapeInference.infer(network).shape("y")).hasToString("Optional[(N, 3)]");
      }
    }
  }

  /**
   * A Keras model as tf2onnx names it: calls and the model's name around, transposes and suffixes.
   */
  @Test
  void read_namesOfTf2onnx_areLayers() throws IOException {
    String around = "StatefulPartitionedCall/model/";
    String first = around + "conv1/";
    String second = around + "block/conv2/";
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .setName("tf2onnx")
            .addInput(value("input_1", "unk__30", 8, 8, 3))
            .addOutput(value("dense"))
            .addInitializer(zeros(first + "Conv2D/ReadVariableOp:0", 4, 3, 3, 3))
            .addInitializer(zeros(first + "BiasAdd/ReadVariableOp:0", 4))
            .addInitializer(zeros(second + "Conv2D/ReadVariableOp:0", 6, 4, 3, 3))
            .addNode(
                node("Transpose", first + "BiasAdd__6", first + "BiasAdd__6:0", "input_1")
                    .addAttribute(
                        attribute("perm", AttributeProto.AttributeType.INTS)
                            .addAllInts(NHWC_TO_NCHW)))
            .addNode(
                node(
                    "Conv",
                    first + "Conv2D",
                    first + "BiasAdd:0",
                    first + "BiasAdd__6:0",
                    first + "Conv2D/ReadVariableOp:0",
                    first + "BiasAdd/ReadVariableOp:0"))
            .addNode(node("Relu", first + "Relu", first + "Relu:0", first + "BiasAdd:0"))
            .addNode(
                node(
                    "Conv",
                    second + "Conv2D",
                    second + "Conv2D:0",
                    first + "Relu:0",
                    second + "Conv2D/ReadVariableOp:0"))
            .addNode(node("Relu", around + "dense/Relu", "dense", second + "Conv2D:0"));
    Network network = open(model(graph)).network();

    assertThat(network.nodes())
        .extracting(Node::name)
        .containsExactly("conv1.BiasAdd__6", "conv1.Conv2D", "conv1.Relu", "block.conv2", "dense");
    assertThat(network.requireNode("block.conv2").origin().fileName()).contains(second + "Conv2D");
    assertThat(network.requireNode("block.conv2").inputs())
        .containsExactly(first + "Relu:0", second + "Conv2D/ReadVariableOp:0");
    assertThat(Summary.of(network).rows())
        .extracting(row -> row.path() + " " + row.type())
        .containsExactly(
            " Network",
            "conv1 Sequential",
            "conv1.Conv2D Conv2d",
            "conv1.Relu ReLU",
            "block Sequential",
            "block.conv2 Conv2d",
            "dense ReLU");
  }

  private static TensorProto zeros(String name, long... sizes) {
    long count = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    return tensor(name, FLOAT, sizes)
        .setRawData(ByteString.copyFrom(new byte[(int) (4 * count)]))
        .build();
  }

  @Test
  void read_keepsOperatorsAndDomainsThatNobodyKnows() throws IOException {
    GraphProto.Builder graph =
        chain()
            .addNode(node("Frobnicate", "f", "h", "x").setDomain("com.example"))
            .addNode(node("AlsoNew", "a", "y", "h").setOverload("v2"));
    Network network = open(model(graph)).network();
    assertThat(network.nodes())
        .extracting(Node::qualifiedOperator)
        .containsExactly("com.example.Frobnicate", "AlsoNew:v2");
  }

  @Test
  void read_keepsElementTypesThatAreNewerByNumber() throws IOException {
    StoredModel opened = open(OnnxFiles.everything());
    assertThat(opened.network().parameter("odd").orElseThrow().elements())
        .isEqualTo(new ElementType(99, "type99", 0));
    assertThat(opened.weights().get("odd")).isEmpty();
    assertThat(opened.weights().get("s")).isEmpty();
  }

  @Test
  void read_givesEveryKindOfShape() throws IOException {
    ValueInfoProto.Builder odd = value("odd", "N", -1, 0, " ").toBuilder();
    odd.getTypeBuilder().getTensorTypeBuilder().getShapeBuilder().addDimBuilder();
    TypeProto.Builder untold = TypeProto.newBuilder();
    untold.getTensorTypeBuilder().setElemType(FLOAT);
    TypeProto.Builder sequence = TypeProto.newBuilder();
    sequence.getSequenceTypeBuilder().setElemType(value("v", 2).getType());
    TypeProto.Builder map = TypeProto.newBuilder();
    map.getMapTypeBuilder().setKeyType(INT64);
    GraphProto.Builder graph =
        chain()
            .addInput(odd)
            .addInput(ValueInfoProto.newBuilder().setName("rank").setType(untold))
            .addInput(ValueInfoProto.newBuilder().setName("list").setType(sequence))
            .addInput(ValueInfoProto.newBuilder().setName("map").setType(map))
            .addInput(ValueInfoProto.newBuilder().setName("nothing"));
    assertThat(open(model(graph)).network().inputs())
        .extracting(input -> input.name() + " " + input.type())
        .containsExactly(
            "x float32(N, 3)",
            "odd float32(N, ?, 0, ?, ?)",
            "rank float32(...)",
            "list OfSequence[elements=float32(2)]",
            "map Other[description=map]",
            "nothing ?");
  }

  @Test
  void read_givesEveryKindOfAttribute() throws IOException {
    Node node = open(OnnxFiles.everything()).network().nodes().get(1);
    assertThat(node.floatOr("f", 0)).isEqualTo(1.5f);
    assertThat(node.intOr("i", 0)).isEqualTo(-3);
    assertThat(node.stringOr("s", "")).isEqualTo("SAME");
    assertThat(node.intsOr("is", java.util.List.of())).containsExactly(1L, -1L);
    assertThat(node.attribute("fs").orElseThrow())
        .isEqualTo(new Attribute.OfFloats(java.util.List.of(1f, 2f)));
    assertThat(node.attribute("ss").orElseThrow())
        .isEqualTo(new Attribute.OfStrings(java.util.List.of("a")));
    assertThat(((Attribute.OfTexts) node.attribute("words").orElseThrow()).shape())
        .isEqualTo(io.vitrine.model.Shape.of(1));
    assertThat(node.attribute("tp").orElseThrow().toString()).contains("float32(1, N)");
    Attribute.OfTensor tensor = (Attribute.OfTensor) node.attribute("t").orElseThrow();
    assertThat(tensor.value().longs()).containsExactly(1, 300);
    Attribute.OfGraphs graphs = (Attribute.OfGraphs) node.attribute("gs").orElseThrow();
    assertThat(graphs.values()).hasSize(1);
  }

  @Test
  void read_keepsAttributesThatHaveNoTypeAsBytes() throws IOException {
    Node node = open(OnnxFiles.everything()).network().nodes().get(1);
    Attribute.Unknown bytes = (Attribute.Unknown) node.attribute("bytes").orElseThrow();
    assertThat(bytes.kind()).isEqualTo(3);
    assertThat(AttributeProto.parseFrom(bytes.bytes()).getS())
        .isEqualTo(ByteString.copyFrom(new byte[] {-1, -2}));
    assertThat(node.attribute("sp")).containsInstanceOf(Attribute.Unknown.class);
  }

  @Test
  void read_infersTheKindOfAnAttributeFromOldFiles() throws IOException {
    GraphProto.Builder graph =
        chain()
            .addNode(
                node("Relu", "r", "y", "x")
                    .addAttribute(AttributeProto.newBuilder().setName("axis").setI(2))
                    .addAttribute(AttributeProto.newBuilder().setName("to").addInts(4)));
    Node node = open(model(graph)).network().nodes().get(0);
    assertThat(node.attributes())
        .isEqualTo(Map.of("axis", Attribute.of(2), "to", Attribute.ints(4)));
  }

  @Test
  void read_givesSubgraphsTheNumbersOfTheirParameters() throws IOException {
    Node node = open(OnnxFiles.everything()).network().nodes().get(1);
    Graph body = ((Attribute.OfGraph) node.attribute("g").orElseThrow()).value();
    assertThat(body.nodes()).extracting(Node::name).containsExactly("mul");
    assertThat(body.parameters().get(0).constant().orElseThrow().floats()).containsExactly(8);
  }

  @Test
  void read_givesFunctionsWithTheAttributesOfTheirCallers() throws IOException {
    Map<String, Graph> functions = open(OnnxFiles.everything()).network().functions();
    assertThat(functions).containsOnlyKeys("my.domain.Twice");
    Graph body = functions.values().iterator().next();
    assertThat(body.inputs()).containsExactly(new Value("a", ValueType.unknown()));
    assertThat(body.opsets()).isEqualTo(Map.of("", 12L, "its.own", 3L));
    assertThat(body.nodes().get(0).name()).isEqualTo("Scale_0");
    assertThat(body.nodes().get(0).attributes())
        .isEqualTo(
            Map.of(
                "factor",
                new Attribute.Reference("scale", 1, java.util.Optional.empty()),
                "bias",
                new Attribute.Reference("bias", 1, java.util.Optional.of(Attribute.of(0.25f)))));
  }

  @Test
  void read_keepsConstantNodesAndTheirNumbers() throws IOException {
    GraphProto.Builder graph =
        chain()
            .addNode(
                node("Constant", "", "c")
                    .addAttribute(
                        attribute("value", AttributeProto.AttributeType.TENSOR)
                            .setT(tensor("", FLOAT, 2).addFloatData(1).addFloatData(2))))
            .addNode(node("Add", "", "y", "x", "c"));
    Node constant = open(model(graph)).network().nodes().get(0);
    assertThat(constant.name()).isEqualTo("Constant_0");
    assertThat(((Attribute.OfTensor) constant.attribute("value").orElseThrow()).value().floats())
        .containsExactly(1, 2);
  }

  @Test
  void read_givesSettingsToTheStructureAndWeightsBesideIt() throws IOException {
    GraphProto.Builder graph =
        chain()
            .addInitializer(tensor("target", INT64, 2).addInt64Data(-1).addInt64Data(3))
            .addInitializer(tensor("ratio", FLOAT).addFloatData(0.5f))
            .addInitializer(tensor("scale", FLOAT).addFloatData(2))
            .addNode(node("Reshape", "", "a", "x", "target"))
            .addNode(node("Dropout", "", "b", "a", "ratio"))
            .addNode(node("Mul", "", "y", "b", "scale"));
    StoredModel opened = open(model(graph));
    assertThat(opened.network().parameter("target").orElseThrow().constant()).isPresent();
    assertThat(opened.network().parameter("ratio").orElseThrow().constant()).isPresent();
    assertThat(opened.network().parameter("scale").orElseThrow().constant()).isEmpty();
    assertThat(opened.weights().names()).containsExactly("scale");
  }

  @Test
  void read_putsNodesInRunningOrder() throws IOException {
    GraphProto.Builder graph =
        chain()
            .addNode(node("Add", "last", "y", "b", "a"))
            .addNode(node("Relu", "first", "a", "x"))
            .addNode(node("Relu", "second", "b", "a"));
    assertThat(open(model(graph)).network().nodes())
        .extracting(Node::name)
        .containsExactly("first", "second", "last");
  }

  @Test
  void read_putsNodesBehindWhatTheirSubgraphsRead() throws IOException {
    GraphProto.Builder body = GraphProto.newBuilder().addOutput(value("inner"));
    body.addNode(node("Neg", "neg", "inner", "late"));
    GraphProto.Builder graph =
        chain()
            .addNode(
                node("If", "if", "y", "x")
                    .addAttribute(
                        attribute("then_branch", AttributeProto.AttributeType.GRAPH).setG(body)))
            .addNode(node("Relu", "relu", "late", "x"));
    assertThat(open(model(graph)).network().nodes())
        .extracting(Node::name)
        .containsExactly("relu", "if");
  }

  @Test
  void read_spreadsSparseTensorsOut() throws IOException {
    StoredModel opened = open(OnnxFiles.everything());
    assertThat(opened.weights().require("sparse").floats()).containsExactly(0, 0, 4, 0);
  }

  @Test
  void read_givesTheSameAfterWriting() throws IOException {
    StoredModel opened = open(OnnxFiles.writable());
    StoredModel again =
        OnnxReader.read(
            Samples.file("again.onnx", OnnxDraft.of(opened.network(), opened.weights()).model()));
    assertThat(Description.of(again.network())).isEqualTo(Description.of(opened.network()));
    assertThat(Description.of(again.weights())).isEqualTo(Description.of(opened.weights()));
  }

  @Test
  void write_ofEveryKindIsReadByOnnxOwnClasses() throws IOException {
    StoredModel opened = open(OnnxFiles.writable());
    ModelProto written =
        ModelProto.parseFrom(
            Samples.bytes(OnnxDraft.of(opened.network(), opened.weights()).model()));
    GraphProto original = OnnxFiles.writable().getGraph();
    assertThat(written.getFunctions(0)).isEqualTo(named(OnnxFiles.writable()).getFunctions(0));
    assertThat(written.getGraph().getNode(1).getAttributeList())
        .filteredOn(a -> a.getName().equals("words") || a.getName().equals("bytes"))
        .containsExactlyInAnyOrder(
            original.getNode(1).getAttribute(11), unnamed(original.getNode(1).getAttribute(12)));
    assertThat(written.getGraph().getInput(0)).isEqualTo(original.getInput(0));
    assertThat(written.getGraph().getValueInfoList()).isEqualTo(original.getValueInfoList());
  }

  /** An empty name is not written. */
  private static AttributeProto unnamed(AttributeProto attribute) {
    AttributeProto.Builder copy = attribute.toBuilder();
    copy.getTBuilder().clearName();
    return copy.build();
  }

  /** The file's function as it is after reading: its node named, ONNX's own domain by its name. */
  private static ModelProto named(ModelProto model) {
    ModelProto.Builder copy = model.toBuilder();
    copy.getFunctionsBuilder(0).getOpsetImportBuilder(0).setDomain("");
    var node = copy.getFunctionsBuilder(0).getNodeBuilder(0).setName("Scale_0");
    AttributeProto factor = node.getAttribute(0);
    node.setAttribute(0, node.getAttribute(1)).setAttribute(1, factor);
    return copy.build();
  }
}
