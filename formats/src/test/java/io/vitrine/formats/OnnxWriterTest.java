package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl;
import io.vitrine.formats.onnx.OnnxDraft;
import io.vitrine.model.Network;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxWriterTest {
  @TempDir Path folder;

  private final Network network = Samples.cnn();
  private final Weights weights = Samples.weights(network, 1);

  @Test
  void read_givesTheSameNetworkAndWeights() throws Exception {
    Path file = folder.resolve("model.onnx");
    OnnxWriter.write(file, network, weights);
    OpenedModel opened = Networks.read(file);
    assertThat(Description.of(opened.network())).isEqualTo(Description.of(network));
    assertThat(Description.of(opened.weights())).isEqualTo(Description.of(weights));
    assertThat(opened.hasStructure()).isTrue();
  }

  @Test
  void write_isReadByOnnxOwnClasses() throws Exception {
    Path file = folder.resolve("model.onnx");
    OnnxWriter.write(file, network, weights);
    OnnxMl.ModelProto model = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(file));
    assertThat(model.getIrVersion()).isEqualTo(8);
    assertThat(model.getProducerName()).isEqualTo("Vitrine");
    assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
    assertThat(model.getUnknownFields().getSerializedSize()).isZero();
    assertThat(model.getGraph().getNodeList())
        .extracting(OnnxMl.NodeProto::getName)
        .containsExactly(
            "layer1.0",
            "layer1.1",
            "layer1.2",
            "layer1.3",
            "flatten",
            "dropout",
            "fc.0",
            "reshape");
    assertThat(model.getGraph().getInitializerList())
        .extracting(OnnxMl.TensorProto::getName)
        .contains("layer1.1.running_mean", "layer1.1.running_var", "dropout.ratio", "target");
    OnnxMl.TensorProto bias =
        model.getGraph().getInitializerList().stream()
            .filter(tensor -> tensor.getName().equals("fc.0.bias"))
            .findFirst()
            .orElseThrow();
    assertThat(bias.getRawData().asReadOnlyByteBuffer())
        .isEqualTo(weights.require("fc.0.bias").bytes());
    assertThat(
            model
                .getGraph()
                .getInput(0)
                .getType()
                .getTensorType()
                .getShape()
                .getDim(0)
                .getDimParam())
        .isEqualTo("N");
  }

  @Test
  void write_isTheSameBytesEachTime() {
    assertThat(Samples.bytes(OnnxDraft.of(Samples.cnn(), weights).model()))
        .isEqualTo(Samples.bytes(OnnxDraft.of(network, weights).model()));
  }

  @Test
  void write_besideKeepsLargeTensorsInASecondFile() throws Exception {
    Network wide = OnnxNets.linear(64, 8);
    Weights numbers = Samples.weights(wide, 2);
    Path file = folder.resolve("wide.onnx");
    OnnxWriter.write(file, wide, numbers, OnnxWriter.Placement.BESIDE);
    assertThat(Files.size(folder.resolve("wide.onnx.data"))).isEqualTo(4096);
    assertThat(Files.size(file)).isLessThan(1024);
    OpenedModel opened = Networks.read(file);
    assertThat(Description.of(opened.weights())).isEqualTo(Description.of(numbers));
  }

  @Test
  void read_keepsTheNumbersOfLargeFilesInTheFile() throws Exception {
    Network wide = OnnxNets.linear(1 << 10, 1 << 9);
    Path file = folder.resolve("wide.onnx");
    OnnxWriter.write(file, wide, Samples.weights(wide, 2));
    Safetensors.write(folder.resolve("wide.safetensors"), wide, Samples.weights(wide, 2));
    for (Path path : List.of(file, folder.resolve("wide.safetensors"))) {
      Tensor weight = Networks.read(path).weights().require("fc.weight");
      assertThat(weight.bytes().isDirect()).as("mapped, not copied to the heap").isTrue();
      assertThat(weight.bytes().isReadOnly()).isTrue();
    }
  }

  @Test
  void write_leavesNothingElseBehind() throws Exception {
    OnnxWriter.write(folder.resolve("model.onnx"), network, weights);
    OnnxWriter.write(folder.resolve("model.onnx"), network, weights);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(folder.resolve("model.onnx"));
    }
  }

  @Test
  void write_refusesMissingWeights() {
    Path file = folder.resolve("model.onnx");
    assertThatThrownBy(() -> OnnxWriter.write(file, network, Weights.NONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("layer1.0.weight");
    assertThat(file).doesNotExist();
  }

  @Test
  void write_refusesWeightsOfAnotherShape() {
    Network wide = OnnxNets.linear(4, 2);
    Weights wrong =
        Weights.of(
            Map.of(
                "fc.weight", Tensor.of(new float[8], 4, 2), "fc.bias", Tensor.of(new float[2], 2)));
    assertThatThrownBy(() -> OnnxWriter.write(folder.resolve("m.onnx"), wide, wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parameter fc.weight: expected float32(2, 4), found weights of float32(4, 2)");
    assertThat(List.of(folder.toFile().list())).isEmpty();
  }
}
