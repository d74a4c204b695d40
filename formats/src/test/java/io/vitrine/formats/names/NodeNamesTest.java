package io.vitrine.formats.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Origin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NodeNamesTest {
  /** The names that nodes get; each is given as its operator and its name in the file. */
  private static List<String> names(String... nodes) {
    List<WrittenNode> written = new ArrayList<>();
    for (String node : nodes) {
      String[] parts = node.split(" ", 2);
      written.add(node(parts[1], parts[0]));
    }
    return paths(written);
  }

  private static WrittenNode node(String name, String operator, String... inputs) {
    return new WrittenNode(name, operator, List.of(inputs), "", "");
  }

  private static List<String> paths(List<WrittenNode> nodes) {
    return NodeNames.of(nodes).stream().map(NamedNode::path).toList();
  }

  private static WrittenNode scoped(String name, String operator, String scopes, String... inputs) {
    return new WrittenNode(name, operator, List.of(inputs), scopes, "");
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
    "conv2d/Conv2D, conv2d",
    "model/conv2d/Conv2D, conv2d",
    "StatefulPartitionedCall/model/conv2d/Conv2D, conv2d",
    "StatefulPartitionedCall_1/PartitionedCall/dense/MatMul, dense",
    "'model/re_lu/Relu;model/bn/FusedBatchNormV3;model/conv2d/Conv2D', re_lu",
    "model/dense/MatMul/ReadVariableOp:0, dense.MatMul",
    "StatefulPartitionedCall:0, StatefulPartitionedCall:0",
    "p2o.Conv.0, Conv_0",
    "p2o.pd_op.conv2d.7, pd_op_conv2d_7",
    "Me_Scaler.1, Me_Scaler.1",
    "Conv_17, Conv_17",
  })
  void of_oneNode_readsItsPath(String written, String name) {
    assertThat(names("Conv " + written)).containsExactly(name);
  }

  @Test
  void of_moduleOfSeveralNodes_keepsTheLastPart() {
    assertThat(names("MatMul /attn/MatMul", "Add /attn/Add", "MatMul /attn/MatMul_1"))
        .containsExactly("attn.MatMul", "attn.Add", "attn.MatMul_1");
  }

  @Test
  void of_moduleThatHoldsOthers_keepsTheLastPart() {
    assertThat(names("Conv /block/block.0/conv/Conv", "Add /block/block.0/Add"))
        .containsExactly("block.0.conv", "block.0.Add");
  }

  @Test
  void of_noName_takesOperatorAndPosition() {
    assertThat(names("Relu a", "Conv ", "Relu ", "Conv  "))
        .containsExactly("a", "Conv_1", "Relu_2", "Conv_3");
  }

  @Test
  void of_takenName_getsANumber() {
    assertThat(names("Relu a", "Relu a", "Relu a_1", "Relu a"))
        .containsExactly("a", "a_2", "a_1", "a_3");
  }

  @Test
  void of_scopesOfPyTorchsNewerExporter_areRead() {
    List<WrittenNode> nodes =
        List.of(
            scoped("node_conv", "Conv", "['', 'layer1', 'layer1.0', 'layer1.0.conv1', 'conv2d']"),
            scoped("node_add_4", "Add", "['', 'layer1', 'layer1.0', 'add']"),
            scoped("node_relu", "Relu", "['', 'relu']"));
    assertThat(paths(nodes)).containsExactly("layer1.0.conv1", "layer1.0.add", "relu");
    assertThat(NodeNames.of(nodes).get(0).origin().fileName()).contains("node_conv");
  }

  @Test
  void of_operationOfSeveralNodes_isToldApartByOperators() {
    String scopes = "['', 'fc', 'linear']";
    assertThat(
            paths(
                List.of(
                    scoped("node_MatMul_1", "MatMul", scopes),
                    scoped("node_linear", "Add", scopes))))
        .containsExactly("fc.MatMul", "fc.Add");
  }

  @Test
  void of_fusedBatchNorm_takesTheModuleOfTheWeight() {
    String scopes = "['', 'block', 'block.bn1', 'batch_norm']";
    assertThat(paths(List.of(scoped("node_Conv_8", "Conv", scopes, "x", "block.conv1.weight"))))
        .containsExactly("block.conv1");
    assertThat(
            paths(
                List.of(
                    scoped("a", "Conv", scopes, "x", "block.conv1.weight"),
                    scoped("b", "Relu", "['', 'block', 'block.conv1', 'relu']"))))
        .containsExactly("block.bn1", "block.conv1");
  }

  @Test
  void of_tensorFlowsModelName_isLeftOffWhereAllHaveIt() {
    assertThat(names("Conv model/a/Conv2D", "Relu model/a/Relu", "Add model/Squeeze"))
        .containsExactly("a.Conv2D", "a.Relu", "Squeeze");
    assertThat(names("Conv model/a/Conv2D", "Relu other/b/Relu"))
        .containsExactly("model.a", "other.b");
    assertThat(names("Conv conv1/Conv2D", "Relu conv1/Relu"))
        .containsExactly("conv1.Conv2D", "conv1.Relu");
    assertThat(names("Conv model/a/Conv2D", "Transpose Transpose__12"))
        .containsExactly("a", "Transpose__12");
  }

  @Test
  void of_paddlesParameters_nameTheirLayer() {
    assertThat(
            paths(
                List.of(
                    node("p2o.Conv.0", "Conv", "x", "conv2d_48.w_0"),
                    node("", "BatchNormalization", "c", "batch_norm_0.w_0", "batch_norm_0.b_0"),
                    node("p2o.Relu.0", "Relu", "b"),
                    node("p2o.MatMul.1", "MatMul", "r", "linear_0.w_0"),
                    node("p2o.Add.3", "Add", "m", "linear_0.b_0"),
                    node("mine", "Conv", "m", "conv2d_1.w_0"))))
        .containsExactly(
            "conv2d_48", "batch_norm_0", "Relu_0", "linear_0.MatMul", "linear_0.Add", "mine");
  }

  @Test
  void of_anything_isUniqueRepeatableAndLeadsBack() {
    String[] written = {"Conv /a/Conv", "Conv a", "Conv a/Conv", "Conv /a/Conv", "Relu a.Conv"};

    List<NamedNode> named =
        NodeNames.of(List.of(written).stream().map(w -> node(w.split(" ")[1], "Conv")).toList());

    assertThat(named).extracting(NamedNode::path).doesNotHaveDuplicates();
    assertThat(names(written)).isEqualTo(names(written));
    for (int i = 0; i < written.length; i++) {
      Origin origin = named.get(i).origin();
      assertThat(origin.fileName().orElse(named.get(i).path())).isEqualTo(written[i].split(" ")[1]);
    }
  }
}
