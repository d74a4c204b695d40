package io.vitrine.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Parameter;
import io.vitrine.model.Shape;
import io.vitrine.model.Value;
import io.vitrine.operator.entry.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParameterTableTest {
  private static final Shape SHAPE = Shape.of(1, 768, 1, 1);

  /** The role of a table that is added to the input. */
  private static Role added(ElementType elements) {
    Node node = new Node("add", "", "Add", List.of("input", "table"), List.of("sum"), Map.of());
    Graph graph =
        new Graph(
            List.of(Value.of("input", elements, SHAPE)),
            List.of(Value.of("sum", elements, SHAPE)),
            List.of(node),
            List.of(Parameter.of("table", elements, SHAPE)),
            List.of());
    Network network = new Network("sum", graph, Map.of("", 17L), Map.of(), Map.of());
    return ParameterTable.of(network).all().findFirst().orElseThrow().role();
  }

  @ParameterizedTest
  @CsvSource({"1, WEIGHT", "10, WEIGHT", "16, WEIGHT", "3, WEIGHT", "7, CONSTANT", "9, CONSTANT"})
  void all_tableThatIsAdded_isLearnedUnlessOfIndicesOrMasks(int type, Role role) {
    assertThat(added(ElementType.of(type))).isEqualTo(role);
  }

  @Test
  void trainable_tableOfIndices_isNot() {
    assertThat(added(ElementType.INT64).isTrainable()).isFalse();
  }
}
