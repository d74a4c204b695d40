package io.vitrine.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.grouping.pattern.Group;
import io.vitrine.grouping.pattern.Kinds;
import io.vitrine.model.ElementType;
import io.vitrine.model.Network;
import io.vitrine.model.NetworkBuilder;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.ValueType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PathsTest {
  private static Group node(String path) {
    NetworkBuilder b = Network.builder("one");
    String x = b.input("x", ElementType.FLOAT32, Shape.of(1, 4));
    String y = b.node(path, "Relu", x);
    Network network = b.output(y, ValueType.tensor(ElementType.FLOAT32, Shape.of(1, 4))).build();
    Node only = network.requireNode(path);
    return Group.of(only, List.of());
  }

  private static Group of(String kind, String... paths) {
    List<Group> members = Stream.of(paths).map(PathsTest::node).toList();
    return Group.of(paths[0], kind, Group.Display.CLOSED, members);
  }

  /** PP-OCRv4's recognition has such layers. */
  @Test
  void of_normalizationsAlone_isWhatTheyShare() {
    List<Group> members =
        List.of(of(Kinds.NORMALIZATION, "block.norm.a"), of(Kinds.NORMALIZATION, "block.norm.b"));

    assertThat(Paths.of(Kinds.NORMALIZATION, members)).isEqualTo("block.norm");
  }

  @Test
  void of_layerWithNormalization_isTheLayers() {
    List<Group> members = List.of(node("fc.0"), of(Kinds.NORMALIZATION, "norm"));

    assertThat(Paths.of(Kinds.LINEAR, members)).isEqualTo("fc.0");
  }
}
