package io.vitrine.formats.exported;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.OpenedModel;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.operator.ShapeInference;
import java.io.IOException;
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
