package io.vitrine.torch.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.model.Node;
import io.vitrine.operator.Operators;
import io.vitrine.zoo.Zoo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperatorTableTest {
  static List<String> zoo() {
    return List.copyOf(Zoo.names());
  }

  @ParameterizedTest
  @MethodSource("zoo")
  void find_nodesOfTheZoo_areAllRun(String name) {
    for (Node node : Zoo.build(name, Zoo.usualTask(name)).nodes()) {
      assertThat(OperatorTable.find(node)).as("%s %s", name, node).isPresent();
    }
  }

  @org.junit.jupiter.api.Test
  void find_otherDomain_isEmpty() {
    Node node = new Node("n", "com.example", "Conv", List.of("x"), List.of("y"), Map.of());
    assertThat(OperatorTable.find(node)).isEmpty();
    assertThat(Operators.of(node)).isEmpty();
  }
}
