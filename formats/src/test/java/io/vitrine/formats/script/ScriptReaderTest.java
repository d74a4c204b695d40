package io.vitrine.formats.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.OpenedModel;
import io.vitrine.formats.exported.ArchiveFiles;
import io.vitrine.model.Attribute;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.operator.ShapeInference;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The TorchScript archives of make_fixtures.py: PyTorch's number of parameters, every shape, and
 * the layers as a golden text, scripts.txt ({@code -Dgolden.update} writes it anew).
 */
class ScriptReaderTest {
  static Stream<String> files() {
    return ArchiveFiles.lines(".pt");
  }

  @ParameterizedTest
  @MethodSource("files")
  void read_countsWhatPyTorchCounts(String line) throws IOException {
    ArchiveFiles.assertCounted(line);
  }

  @Test
  void read_givesTheLayersAndShapes() throws IOException {
    ArchiveFiles.assertGolden(".pt", "scripts.txt");
  }

  @Test
  void read_scriptedTracedAndExported_areTheSameNetwork() throws IOException {
    Network exported = ArchiveFiles.open("cnn.pt2").network();
    for (String other : new String[] {"traced.pt", "scripted.pt"}) {
      OpenedModel opened = ArchiveFiles.open(other);
      assertThat(opened.network().nodes()).isEqualTo(exported.nodes());
    }
  }

  @Test
  void read_shapeGiven_isTheInputs() throws IOException {
    Shape shape = Shape.of(2, 1, 8, 8);
    Network network = ArchiveFiles.open("scripted.pt", shape).network();

    assertThat(network.inputs().get(0).type().tensorShape()).hasValue(shape);
    assertThat(ShapeInference.infer(network, 2).outputShape(network.requireNode("fc")))
        .hasValue(Shape.of(2, 3));
  }

  @Test
  void read_methodThatCannotBeFollowed_isOneNodeWithItsText() throws IOException {
    Node node = ArchiveFiles.open("looping.pt").network().requireNode("again");

    assertThat(node.qualifiedOperator()).isEqualTo("torch.jit.Again");
    assertThat(node.inputs()).containsExactly("first.Add", "again.step.weight", "again.step.bias");
    assertThat(node.attributes().get("code"))
        .isInstanceOfSatisfying(
            Attribute.OfString.class, text -> assertThat(text.value()).contains("while _1:"));
  }
}
