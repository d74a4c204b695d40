package io.vitrine.torch.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.Model;
import io.vitrine.torch.OneNode;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of every operator that has one, against finite differences. */
class GradientsIT {
  static Stream<OneNode> cases() {
    return GradientCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void gradient_ofAnOperator_isTheDifferenceQuotient(OneNode node) {
    try (Model model = node.load()) {
      assertThat(FiniteDifferences.errors(model, node.given(), "out0")).as("%s", node).isEmpty();
    }
  }

  @Test
  void table_ofOperators_isCovered() {
    Set<String> left = new HashSet<>(OperatorTable.names());
    left.removeAll(WithoutGradientCase.NONE);
    left.removeAll(WithoutGradientCase.ELSEWHERE);
    cases().map(OneNode::operator).forEach(left::remove);
    assertThat(left).as("operators whose gradients nothing tests").isEmpty();
  }
}
