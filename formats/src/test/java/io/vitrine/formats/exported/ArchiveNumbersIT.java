package io.vitrine.formats.exported;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.vitrine.formats.OnnxWriter;
import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What PyTorch's archives become computes what PyTorch computes: written as ONNX and run by ONNX
 * Runtime, each file of make_fixtures.py whose operators all have a counterpart gives the outputs
 * that are recorded beside it.
 */
class ArchiveNumbersIT {
  private static final float TOLERANCE = 1e-4f;

  /** Files with an operator that ONNX does not have, or that ONNX Runtime has not in bfloat16. */
  private static final List<String> NOT_ONNX =
      List.of("raw.pt2", "looping.pt", "autocast.pt2", "autocast_decomposed.pt2");

  @TempDir Path folder;

  static Stream<String> files() {
    return ArchiveFiles.lines("")
        .map(line -> line.split(" ")[0])
        .filter(name -> !NOT_ONNX.contains(name));
  }

  @ParameterizedTest
  @MethodSource("files")
  void run_givesPyTorchsNumbers(String name) throws Exception {
    OpenedModel recorded = ArchiveFiles.open(name.replaceFirst("\\.pt2?$", ".npz"));
    OpenedModel opened =
        name.equals("writing_scripted.pt")
            ? ArchiveFiles.open(name, recorded.weights().require("x").shape())
            : ArchiveFiles.open(name);
    assertThat(opened.network().nodes()).extracting(Node::domain).containsOnly("");
    Path onnx = folder.resolve("model.onnx");
    OnnxWriter.write(onnx, opened.network(), opened.weights());

    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    Map<String, OnnxTensor> fed = new HashMap<>();
    for (Value input : opened.network().inputs()) {
      fed.put(input.name(), tensor(environment, recorded.weights().require(input.name())));
    }
    try (OrtSession session = environment.createSession(onnx.toString());
        OrtSession.Result result = session.run(fed)) {
      List<Value> outputs = opened.network().outputs();
      assertThat(recorded.weights().names()).hasSize(fed.size() + outputs.size());
      for (int i = 0; i < outputs.size(); i++) {
        Tensor expected = recorded.weights().require("out" + i);
        OnnxTensor found = (OnnxTensor) result.get(outputs.get(i).name()).orElseThrow();
        assertThat(found.getInfo().getShape()).isEqualTo(expected.shape().sizes());
        assertClose(found.getFloatBuffer(), expected.floats(), name + " output " + i);
      }
    } finally {
      fed.values().forEach(OnnxTensor::close);
    }
  }

  private static void assertClose(FloatBuffer found, float[] expected, String what) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(found.get(i))
          .as("%s, element %s", what, i)
          .isCloseTo(expected[i], within(TOLERANCE));
    }
  }

  private static OnnxTensor tensor(OrtEnvironment environment, Tensor tensor) throws Exception {
    long[] shape = tensor.shape().sizes();
    return tensor.elements().isFloat()
        ? OnnxTensor.createTensor(environment, FloatBuffer.wrap(tensor.floats()), shape)
        : OnnxTensor.createTensor(environment, tensor.bytes().asLongBuffer(), shape);
  }
}
