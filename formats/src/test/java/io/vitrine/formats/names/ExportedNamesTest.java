package io.vitrine.formats.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.formats.Networks;
import io.vitrine.formats.Recorded;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.summary.Summary;
import io.vitrine.summary.SummaryOptions;
import io.vitrine.summary.SummaryRow;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** What PyTorch's exporters wrote (see make_fixtures.py) is named as its modules are. */
class ExportedNamesTest {
  private static Network exported(String file) throws IOException {
    return Networks.read(new Recorded("onnx").file(file)).network();
  }

  private static List<String> groups(Network network) {
    SummaryOptions options = SummaryOptions.defaults().locale(Locale.ENGLISH).whole();
    return Summary.of(network, options, Shape.of(1, 1, 4, 4)).rows().stream()
        .filter(SummaryRow::isSum)
        .map(row -> row.path() + " " + row.type())
        .toList();
  }

  @Test
  void read_pathsOfTheOlderExporter_areModules() throws IOException {
    Network network = exported("torchscript.onnx");

    assertThat(network.nodes())
        .extracting(Node::name)
        .contains(
            "stem",
            "layer1.0.conv1",
            "layer1.0.bn1",
            "layer1.0.act",
            "layer1.0.Add",
            "layer1.0.act_1",
            "attention.query.MatMul",
            "attention.MatMul_1",
            "head.0")
        .doesNotHaveDuplicates();
    assertThat(network.requireNode("layer1.1.conv2").origin().fileName())
        .contains("/layer1/layer1.1/conv2/Conv");
    assertThat(groups(network)).contains(" Network", "layer1 Sequential", "layer1.0 Block");
  }

  @Test
  void read_scopesOfTheNewerExporter_areModulesWithClasses() throws IOException {
    Network network = exported("dynamo.onnx");

    assertThat(network.nodes())
        .extracting(Node::name)
        .contains(
            "stem",
            "layer1.0.conv1",
            "layer1.0.act.relu",
            "layer1.0.add",
            "attention.query.MatMul",
            "attention.matmul_1",
            "head.0",
            "head.1.Erf")
        .doesNotHaveDuplicates();
    assertThat(network.requireNode("head.2").origin().modules())
        .containsEntry("", "__main__.Tiny")
        .containsEntry("head.2", "torch.nn.modules.linear.Linear");
    assertThat(groups(network))
        .contains(
            " Tiny",
            "layer1 Sequential",
            "layer1.0 Block",
            "attention Attention",
            "attention.query Linear",
            "head.1 GELU");
  }
}
