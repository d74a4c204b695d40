package io.vitrine.summary;

import static io.vitrine.summary.Networks.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerTreeTest {
  private static Network chain(String... paths) {
    NetworkBuilder b = Network.builder("chain");
    String x = b.input("x", ElementType.FLOAT32, Shape.of(1, 2));
    for (String path : paths) {
      x = b.node(path, "Relu", x);
    }
    return b.output(x, ValueType.unknown()).build();
  }

  private static List<String> rows(Network network) {
    return Summary.of(network, ROOT.whole()).rows().stream()
        .map(row -> row.type() + " " + row.path() + " " + row.depth() + "-" + row.index())
        .toList();
  }

  @Test
  void of_pathsInOneGo_makeNestedSequences() {
    assertThat(rows(chain("a.0", "a.1.x", "b")))
        .containsExactly(
            "Network  0-1",
            "Sequential a 1-1",
            "ReLU a.0 2-1",
            "Sequential a.1 2-2",
            "ReLU a.1.x 3-1",
            "ReLU b 1-2");
  }

  @Test
  void of_pathThatComesBack_makesOneGroup() {
    assertThat(rows(chain("a.0", "b", "a.1")))
        .containsExactly(
            "Network  0-1", "Block a 1-1", "ReLU a.0 2-1", "ReLU a.1 2-2", "ReLU b 1-2");
  }

  @Test
  void of_layerNamedLikeAGroup_keepsBoth() {
    assertThat(rows(chain("a", "a.b")))
        .containsExactly("Network  0-1", "ReLU a 1-1", "Sequential a 1-2", "ReLU a.b 2-1");
  }

  @Test
  void of_oddDots_staysATree() {
    assertThat(rows(chain("a.", ".b", "..", "z")))
        .hasSizeGreaterThan(4)
        .last()
        .isEqualTo("ReLU z 1-3");
  }

  @Test
  void of_thousandNames_doesNotRecurseForEver() {
    String deep = "n.".repeat(100_000) + "end";

    assertThat(Summary.of(chain(deep), ROOT.whole()).layers()).hasSize(1);
  }

  @Test
  void type_skipConnection_isBlockInsideSequence() {
    Summary summary = Summary.of(Networks.zoo("resnet18"), ROOT);

    assertThat(summary.rows())
        .filteredOn(SummaryRow::isSum)
        .extracting(row -> row.path() + " " + row.type())
        .contains("layer1 Sequential", "layer1.0 Block", "layer2.0.downsample Sequential");
  }
}
