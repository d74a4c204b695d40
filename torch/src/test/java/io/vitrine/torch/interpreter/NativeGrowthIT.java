package io.vitrine.torch.interpreter;

import static io.vitrine.torch.NetworkRuns.graph;
import static io.vitrine.torch.NetworkRuns.load;
import static io.vitrine.torch.NetworkRuns.node;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.Model;
import io.vitrine.engine.Request;
import io.vitrine.engine.Score;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;

/** A thousand runs with inner graphs and gradients leave nothing behind. */
class NativeGrowthIT {
  private static final long SIDE = 256;

  private static final long MOST_BYTES = 64L << 20;

  @Test
  void runs_aThousandTimes_takeNoMoreMemory() {
    Graph body =
        graph(
            "i go state",
            "on next",
            node("Identity", "go", "on"),
            node("Tanh", "state", "bent"),
            node("Add", "bent x", "next"));
    Graph graph =
        graph(
            "n go x",
            "y",
            node("Loop", "n go x", "last", Map.of("body", new Attribute.OfGraph(body))),
            node("Softmax", "last", "y"));
    Tensor yes = Tensor.of(ElementType.BOOL, Shape.SCALAR, ByteBuffer.wrap(new byte[] {1}));
    Map<String, Tensor> inputs =
        Map.of(
            "n", Tensor.of(new long[] {3}),
            "go", yes,
            "x", Tensor.of(new float[(int) (SIDE * SIDE)], SIDE, SIDE));
    Request request =
        Request.keeping(Set.of("last/body/bent"))
            .differentiating(new Score.Element("y", 0), Set.of("x"));
    try (Model model = load(graph)) {
      repeat(model, inputs, request, 50);
      long before = Pointer.physicalBytes();
      repeat(model, inputs, request, 1000);
      // One run makes more than 2 MB: a leak of one tensor a run would be 250 MB.
      assertThat(Pointer.physicalBytes() - before).isLessThan(MOST_BYTES);
    }
  }

  private static void repeat(Model model, Map<String, Tensor> inputs, Request request, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(model.run(inputs, request).gradients()).containsKey("x");
      if (i % 50 == 0) {
        System.gc(); // the Java heap counts too, and must not hide what this is about
      }
    }
  }
}
