package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFiles.entry;
import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import io.vitrine.model.Node;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxNamesTest {
  /** The names that nodes get; each is given as its operator and its name in the file. */
  private static List<String> names(String... nodes) throws IOException {
    GraphProto.Builder graph = GraphProto.newBuilder();
    for (String node : nodes) {
      String[] parts = node.split(" ", -1);
      graph.addNode(NodeProto.newBuilder().setOpType(parts[0]).setName(parts[1]));
    }
    return names(graph);
  }

  private static List<String> names(GraphProto.Builder graph) throws IOException {
    return OnnxFiles.open(OnnxFiles.model(graph)).network().nodes().stream()
        .map(Node::name)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "/layer1/layer1.0/conv1/Conv, layer1.0.conv1",
    "/features/features.0/Conv, features.0",
    "/features/features.1/conv/conv.0/conv.0.0/Conv, features.1.conv.0.0",
    "/layer1/layer1.0/downsample/downsample.1/BatchNormalization, layer1.0.downsample.1",
    "/fc/Gemm, fc",
    "/Flatten, Flatten",
    "/, /",
    "//, //",
    "layer1.0, layer1.0",
    "model/conv2d/Conv2D, model/conv2d/Conv2D",
    "Conv_17, Conv_17",
  })
  void of_readsPyTorchPaths(String written, String name) throws IOException {
    assertThat(names("Conv " + written)).containsExactly(name);
  }

  @Test
  void of_keepsTheLastPartWhereAModuleHasSeveralNodes() throws IOException {
    assertThat(names("MatMul /attn/MatMul", "Add /attn/Add", "MatMul /attn/MatMul_1"))
        .containsExactly("attn.MatMul", "attn.Add", "attn.MatMul_1");
  }

  @Test
  void of_keepsTheLastPartWhereAModuleHoldsOthers() throws IOException {
    assertThat(names("Conv /block/block.0/conv/Conv", "Add /block/block.0/Add"))
        .containsExactly("block.0.conv", "block.0.Add");
  }

  @Test
  void of_namesNodesWithoutOneByOperatorAndPosition() throws IOException {
    assertThat(names("Relu a", "Conv ", "Relu ", "Conv  "))
        .containsExactly("a", "Conv_1", "Relu_2", "Conv_3");
  }

  @Test
  void of_numbersNamesThatAreTaken() throws IOException {
    assertThat(names("Relu a", "Relu a", "Relu a_1", "Relu a"))
        .containsExactly("a", "a_2", "a_1", "a_3");
  }

  @Test
  void of_readsTheScopesOfPyTorchsNewerExporter() throws IOException {
    GraphProto.Builder graph =
        GraphProto.newBuilder()
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("Conv")
                    .setName("node_conv2d_3")
                    .addMetadataProps(
                        entry(
                            "pkg.torch.onnx.name_scopes",
                            "['', 'layer1', 'layer1.0', 'layer1.0.conv1', 'conv2d']")))
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("Add")
                    .setName("node_add_4")
                    .addMetadataProps(
                        entry("pkg.torch.onnx.name_scopes", "['', 'layer1', 'layer1.0', 'add']")))
            .addNode(
                NodeProto.newBuilder()
                    .setOpType("Relu")
                    .setName("node_relu")
                    .addMetadataProps(entry("pkg.torch.onnx.name_scopes", "['', 'relu']")));
    assertThat(names(graph)).containsExactly("layer1.0.conv1", "layer1.0.add", "relu");
  }
}
