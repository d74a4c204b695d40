package io.vitrine.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnx.proto.OnnxMl;
import io.vitrine.formats.file.FileBytes;
import io.vitrine.formats.file.StoredModel;
import io.vitrine.formats.onnx.OnnxDraft;
import io.vitrine.formats.onnx.OnnxReader;
import io.vitrine.model.Dim;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.model.ValueType;
import io.vitrine.operator.ShapeInference;
import io.vitrine.operator.ShapeTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The models of ONNX's own test cases, which Debian's package libonnx-testdata installs: each opens
 * with every node, comes back the same when written, and gets no shape that its recorded results
 * contradict.
 */
class OnnxSuiteIT {
  private static final Path SUITE = Path.of("/usr/share/libonnx-testdata/data");
  private static final int MODELS = 1072;

  private static List<Path> models = List.of();

  @BeforeAll
  static void list() throws IOException {
    assumeTrue(Files.isDirectory(SUITE), "libonnx-testdata is not installed");
    try (Stream<Path> files = Files.walk(SUITE)) {
      models = files.filter(file -> file.endsWith("model.onnx")).sorted().toList();
    }
  }

  @Test
  void read_everyModel_hasEveryNode() throws IOException {
    assertThat(models).hasSize(MODELS);
    for (Path model : models) {
      Network network = Networks.read(model).network();
      OnnxMl.GraphProto graph = OnnxMl.ModelProto.parseFrom(Files.readAllBytes(model)).getGraph();
      assertThat(network.nodes()).as(model.toString()).hasSize(graph.getNodeCount());
      assertThat(network.outputs()).as(model.toString()).hasSize(graph.getOutputCount());
    }
  }

  @Test
  void write_everyModel_comesBackTheSame() throws IOException {
    for (Path model : models) {
      StoredModel opened = OnnxReader.read(FileBytes.open(model));
      FileBytes written =
          Samples.file("model.onnx", OnnxDraft.of(opened.network(), opened.weights()).model());
      assertThat(Description.of(OnnxReader.read(written).network()))
          .as(model.toString())
          .isEqualTo(Description.of(opened.network()));
    }
  }

  @Test
  void infer_everyModel_contradictsNoRecordedResult() throws IOException {
    List<String> contradictions = new ArrayList<>();
    int compared = 0;
    int known = 0;
    for (Path model : models) {
      Network network = Networks.read(model).network();
      ShapeTable shapes = ShapeInference.infer(network);
      for (int i = 0; i < network.outputs().size(); i++) {
        Optional<Shape> recorded = recorded(model, network.outputs().get(i), i);
        Optional<Shape> inferred = shapes.shape(network.outputs().get(i).name());
        if (recorded.isPresent()) {
          compared++;
          known += inferred.equals(recorded) ? 1 : 0;
        }
        if (recorded.isPresent()
            && inferred.isPresent()
            && !agree(inferred.get(), recorded.get())) {
          contradictions.add(model + " " + inferred.get() + " is " + recorded.get());
        }
      }
    }
    assertThat(contradictions).isEmpty();
    assertThat(compared).isGreaterThan(MODELS);
    assertThat((double) known / compared)
        .as("shapes known without the inputs' numbers")
        .isGreaterThan(0.87);
  }

  /** The shape of a result that is a tensor, in the case's first set of data. */
  private static Optional<Shape> recorded(Path model, Value output, int index) throws IOException {
    Path file = model.resolveSibling("test_data_set_0").resolve("output_" + index + ".pb");
    if (!Files.exists(file) || !(output.type() instanceof ValueType.OfTensor)) {
      return Optional.empty();
    }
    OnnxMl.TensorProto tensor = OnnxMl.TensorProto.parseFrom(Files.readAllBytes(file));
    long[] dims = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    return Optional.of(Shape.of(dims));
  }

  private static boolean agree(Shape inferred, Shape recorded) {
    if (inferred.rank() != recorded.rank()) {
      return false;
    }
    for (int axis = 0; axis < inferred.rank(); axis++) {
      Dim dim = inferred.dim(axis);
      if (dim.isKnown() && !dim.equals(recorded.dim(axis))) {
        return false;
      }
    }
    return true;
  }
}
