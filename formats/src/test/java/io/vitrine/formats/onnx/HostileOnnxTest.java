package io.vitrine.formats.onnx;

import static io.vitrine.formats.onnx.OnnxFiles.node;
import static io.vitrine.formats.onnx.OnnxFiles.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.formats.Samples;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.model.ElementType;
import io.vitrine.model.ModelFormatException;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** ONNX files that are wrong on purpose. */
class HostileOnnxTest {
  private static void refused(GraphProto.Builder graph, String message) {
    assertThatThrownBy(() -> OnnxFiles.open(OnnxFiles.model(graph)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("sample.onnx, byte ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "08                            | byte 0: in the model: expected 1 more bytes",
        "08 08                         | expected a graph, found none: this is no ONNX model",
        "08 08 3A 05 0A                | byte 2: in the model: field 7 declares 5 bytes, but 1 are left",
        "08 08 3A FF FF FF FF 0F       | field 7 declares 4294967295 bytes, but 0 are left",
        "08 08 3A FF FF FF FF FF FF FF FF FF 01 | declares 18446744073709551615 bytes",
        "08 FF FF FF FF FF FF FF FF FF FF 01    | found a number of more than 10 bytes",
        "08 08 3B                      | byte 2: in the model: field 7 has wire type 3, expected 2",
        "08 08 00                      | expected a field, found the impossible tag 0",
        "08 08 F8 FF FF FF FF 01       | found the impossible tag 68719476728",
        "08 08 3D 00 00 00 00          | field 7 has wire type 5, expected 2",
        "08 08 3A 00 3A 00             | expected one graph, found a second one",
        "08 08 3A 00                   | expected an operator set, found none",
        "08 08 42 00 3A 02 0A 00       | byte 8: in the node: expected an operator in the node ''",
        "08 08 42 00 3A 02 5A 00       | in the graph: expected a name for the input, found none",
        "08 08 42 00 3A 02 2A 00       | expected a name for the initializer undefined(), found none",
        "08 08 FB 03                   | found the wire type 3, which no model uses",
      })
  void read_refusesBrokenMessages(String hex, String message) {
    byte[] content = HexFormat.ofDelimiter(" ").parseHex(hex.strip());
    assertThatThrownBy(() -> OnnxReader.read(FileBytes.of(Path.of("bad.onnx"), content)))
        .isInstanceOf(ModelFormatException.class)
        .hasMessageStartingWith("bad.onnx, byte ")
        .hasMessageContaining(message.strip());
  }

  @Test
  void read_refusesALongCycleInShort() {
    GraphProto.Builder graph = GraphProto.newBuilder();
    for (int i = 0; i < 100; i++) {
      graph.addNode(node("Relu", "n" + i, "v" + i, "v" + (i + 1) % 100));
    }
    refused(graph, "n6 reads from n7 reads from ... (100 nodes)");
  }

  @Test
  void read_refusesTwoInitializersOfOneName() {
    refused(
        GraphProto.newBuilder().addInitializer(tensor("w", 1, 0)).addInitializer(tensor("w", 1, 0)),
        "two initializers have the name 'w'");
  }

  @Test
  void read_takesTensOfThousandsOfNodesInAnyOrder() throws IOException {
    GraphProto.Builder graph = GraphProto.newBuilder();
    int count = 30_000;
    for (int i = count; i > 0; i--) {
      graph.addNode(node("Relu", "", "v" + i, "v" + (i - 1)));
    }
    List<Node> nodes = OnnxFiles.open(OnnxFiles.model(graph)).network().nodes();
    assertThat(nodes).hasSize(count);
    assertThat(nodes.get(0).output()).isEqualTo("v1");
    assertThat(nodes.get(count - 1).output()).isEqualTo("v" + count);
  }

  @Test
  void write_refusesMoreThanTwoGibibytesInOneFile() {
    Tensor big = Tensor.of(ElementType.UINT8, Shape.of(1 << 26), ByteBuffer.allocate(1 << 26));
    List<Parameter> parameters = new ArrayList<>();
    Map<String, Tensor> numbers = new LinkedHashMap<>();
    for (int i = 0; i < 33; i++) {
      parameters.add(Parameter.of("w" + i, big.elements(), big.shape()));
      numbers.put("w" + i, big);
    }
    Network network = Samples.withParameters("large", parameters);
    assertThatThrownBy(() -> OnnxWriter.write(Path.of("no.onnx"), network, Weights.of(numbers)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "which holds at most 2 GiB in one file; write it with Placement.BESIDE");
    assertThat(Path.of("no.onnx")).doesNotExist();
  }
}
