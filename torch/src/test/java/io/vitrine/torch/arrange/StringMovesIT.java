package io.vitrine.torch.arrange;

import static io.vitrine.torch.NetworkRuns.graph;
import static io.vitrine.torch.NetworkRuns.load;
import static io.vitrine.torch.NetworkRuns.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.Model;
import io.vitrine.engine.Request;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Attribute;
import io.vitrine.model.Graph;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StringMovesIT {
  @Test
  void strings_goWhereNumbersWould() {
    Graph graph =
        graph(
            "a b at",
            "y s",
            node("Concat", "a b", "all", Map.of("axis", Attribute.of(0))),
            node("Gather", "all at", "some"),
            node("Transpose", "some", "y"),
            node("Shape", "y", "s"));
    Map<String, Datum> inputs =
        Map.of(
            "a", new Datum.OfStrings(List.of("p", "q"), Shape.of(1, 2)),
            "b", new Datum.OfStrings(List.of("r", "s", "t", "u"), Shape.of(2, 2)),
            "at", new Datum.OfTensor(Tensor.of(new long[] {2, 0}, 2)));
    try (Model model = load(graph)) {
      Trace trace = model.trace(inputs, Request.forward());
      assertThat(trace.values().get("y"))
          .isEqualTo(new Datum.OfStrings(List.of("t", "p", "u", "q"), Shape.of(2, 2)));
      assertThat(trace.tensor("s").longs()).containsExactly(2, 2);
    }
  }
}
