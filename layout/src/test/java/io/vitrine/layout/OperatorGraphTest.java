package io.vitrine.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.render.Figures;
import io.vitrine.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorGraphTest {
  private static final String EXAMPLE =
      "Figures.save(OperatorGraph.of(network), Path.of(\"graph.svg\"));";

  @Test
  void of_asTheDocsSay_isSaved(@TempDir Path folder) throws IOException {
    Network network = Zoo.vgg16(1, 32, 32, 10);

    Figures.save(OperatorGraph.of(network), folder.resolve("graph.svg"));

    assertThat(Files.readString(folder.resolve("graph.svg"))).contains("id=\"operators-layer1.0\"");
    assertThat(Files.readString(Path.of("../docs/diagrams.md"))).contains(EXAMPLE);
  }

  @Test
  void save_tikz_isOneFile(@TempDir Path folder) throws IOException {
    Figures.save(OperatorGraph.of(Zoo.lenet5(1, 32, 32, 10)), folder.resolve("graph.tex"));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
    assertThat(Files.readString(folder.resolve("graph.tex"))).contains("AveragePool");
  }

  @Test
  void of_noNodes_isRefused() {
    Graph nothing = new Graph(List.of(), List.of(), List.of(), List.of(), List.of());
    Network network = new Network("empty", nothing, Map.of(), Map.of(), Map.of());

    assertThatThrownBy(() -> OperatorGraph.of(network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("empty has no nodes");
  }
}
