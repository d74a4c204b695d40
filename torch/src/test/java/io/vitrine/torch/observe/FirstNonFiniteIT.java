package io.vitrine.torch.observe;

import static io.vitrine.torch.NetworkRuns.graph;
import static io.vitrine.torch.NetworkRuns.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.FirstNonFinite;
import io.vitrine.engine.FirstNonFinite.Found;
import io.vitrine.engine.FirstNonFinite.Kind;
import io.vitrine.engine.FirstNonFinite.Operand;
import io.vitrine.engine.Model;
import io.vitrine.engine.Request;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.NumberCounts;
import io.vitrine.model.Graph;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.torch.NetworkRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FirstNonFiniteIT {
  private static List<Found> found(Graph graph, float... values) {
    Tensor input = Tensor.of(values, values.length);
    try (Model model = NetworkRuns.load(graph)) {
      FirstNonFinite watch = FirstNonFinite.of(model.network(), Weights.NONE, Map.of("x", input));
      model.trace(Map.of("x", new Datum.OfTensor(input)), Request.forward(), watch);
      return watch.found();
    }
  }

  private static Graph logarithm() {
    return graph("x", "z", node("Log", "x", "a"), node("Neg", "a", "b"), node("Add", "b x", "z"));
  }

  @Test
  void found_finiteNumbers_areNone() {
    assertThat(found(logarithm(), 1, 2)).isEmpty();
  }

  @Test
  void found_logarithmOfLessThanZero_isWhereItBegins() {
    List<Found> found = found(logarithm(), 1, -2, -3);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).kind()).isEqualTo(Kind.NAN);
    assertThat(found.get(0).value()).isEqualTo("a");
    assertThat(found.get(0).node().orElseThrow().operator()).isEqualTo("Log");
    assertThat(found.get(0).numbers()).isEqualTo(2);
    assertThat(found.get(0).shape()).isEqualTo(Shape.of(3));
    assertThat(found.get(0).operands())
        .containsExactly(new Operand("x", Optional.of(Shape.of(3)), true));
  }

  @Test
  void found_logarithmOfZero_isInfinite() {
    assertThat(found(logarithm(), 1, 0))
        .extracting(Found::kind, Found::value, Found::numbers)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(Kind.INFINITE, "a", 1L));
  }

  @Test
  void found_inputThatIsNaN_hasNoNode() {
    List<Found> found = found(logarithm(), 1, Float.NaN);

    assertThat(found).hasSize(1);
    assertThat(found.get(0).value()).isEqualTo("x");
    assertThat(found.get(0).node()).isEmpty();
  }

  @Test
  void counts_ofAValue_areZerosAndWhatIsNotFinite() {
    List<NumberCounts> counts = new ArrayList<>();
    Tensor input =
        Tensor.of(new float[] {0, -0f, 3, Float.NaN, Float.POSITIVE_INFINITY, 1 / -0f, 7}, 7);
    try (Model model = NetworkRuns.load(graph("x", "y", node("Identity", "x", "y")))) {
      model.trace(
          Map.of("x", new Datum.OfTensor(input)),
          Request.forward(),
          value -> value.counts().ifPresent(counts::add));
    }

    assertThat(counts).containsExactly(new NumberCounts(Shape.of(7), 2, 1, 2));
    assertThat(NumberCounts.of(input)).isEqualTo(counts.get(0));
  }
}
