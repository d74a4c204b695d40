package io.vitrine.engine.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Value;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ClassScoresTest {
  private static ClassScores of(String operator, float... scores) {
    Value x = Value.of("x", ElementType.FLOAT32, Shape.of(1, scores.length));
    Value y = Value.of("y", ElementType.FLOAT32, Shape.of(1, scores.length));
    Node last = new Node("y", "", operator, List.of("x"), List.of("y"), Map.of());
    Graph graph = new Graph(List.of(x), List.of(y), List.of(last), List.of(), List.of());
    Network network = new Network("net", graph, Map.of("", 17L), Map.of(), Map.of());
    Datum made = new Datum.OfTensor(Tensor.of(scores, 1, scores.length));
    Trace trace = new Trace(Map.of("y", made), Map.of(), OptionalDouble.empty());
    return ClassScores.of(network, trace).orElseThrow();
  }

  @Test
  void of_logits_isTheirSoftmax() {
    ClassScores scores = of("Relu", 0, (float) Math.log(3), 1000 - 1000, (float) Math.log(5));

    assertThat(scores.probabilities().get(3)).isCloseTo(0.5, within(1e-6));
    assertThat(scores.best(3)).containsExactly(3, 1, 0);
  }

  @Test
  void of_largeLogits_staysFinite() {
    assertThat(of("Relu", 5000, 0).probabilities()).containsExactly(1.0, 0.0);
  }

  @Test
  void of_softmax_isTheOutputItself() {
    ClassScores scores = of("Softmax", 0.25f, 0.75f);

    assertThat(scores.probabilities()).containsExactly(0.25, 0.75);
    assertThat(scores.best(5)).containsExactly(1, 0);
    assertThat(scores.classes()).isEqualTo(2);
  }
}
