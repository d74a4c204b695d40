package io.vitrine.torch.interpreter;

import static io.vitrine.torch.NetworkRuns.graph;
import static io.vitrine.torch.NetworkRuns.load;
import static io.vitrine.torch.NetworkRuns.node;
import static io.vitrine.torch.interpreter.FiniteDifferences.doubles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vitrine.engine.Loss;
import io.vitrine.engine.Model;
import io.vitrine.engine.Optimizer;
import io.vitrine.engine.Request;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.IncompleteRunException;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Graphs inside nodes and functions: what they see, what a trace shows of them, their gradients.
 */
class InnerGraphsIT {
  private static final Tensor TRUE =
      Tensor.of(ElementType.BOOL, Shape.SCALAR, ByteBuffer.wrap(new byte[] {1}));

  private static Map<String, Attribute> body(String name, Graph graph) {
    return Map.of(name, new Attribute.OfGraph(graph));
  }

  private static Tensor whole(long value) {
    return Tensor.of(new long[] {value});
  }

  /** y = x w^n, where the body reads w from around it. */
  private static Graph powers() {
    Graph body =
        graph(
            "i go state",
            "on next seen",
            node("Identity", "go", "on"),
            node("Mul", "state w", "next"),
            node("Add", "next w", "sum"),
            node("Mul", "sum sum", "seen"));
    return graph("n go x w", "y all", node("Loop", "n go x", "y all", body("body", body)));
  }

  @Test
  void loop_withAnOuterValue_hasTheRightGradients() {
    Map<String, Tensor> inputs =
        Map.of("n", whole(3), "go", TRUE, "x", doubles(0.5, 1, 2), "w", doubles(0.6, 0.9, 2));
    try (Model model = load(powers())) {
      assertThat(FiniteDifferences.errors(model, inputs, "y")).isEmpty();
      assertThat(FiniteDifferences.errors(model, inputs, "all")).isEmpty();
    }
  }

  /**
   * Before operator set 13, a Softmax is over all elements of an item; since, over its last axis.
   */
  @Test
  void run_functionOfAnOlderOperatorSet_computesWhatItsOwnSetSays() {
    Graph body = graph("a", "b", node("Softmax", "a", "b"));
    Graph old =
        new Graph(
            body.inputs(),
            body.outputs(),
            body.nodes(),
            body.parameters(),
            body.declared(),
            Map.of("", 12L));
    Graph graph = graph("x", "y z", node("local.Old", "x", "y"), node("Softmax", "x", "z"));
    try (Model model = load(graph, Map.of("local.Old", old))) {
      Trace trace =
          model.run(
              Map.of("x", Tensor.of(new float[4], 1, 2, 2)), Request.keeping(Set.of("y", "z")));
      assertThat(trace.tensor("y").floats()).containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
      assertThat(trace.tensor("z").floats()).containsExactly(0.5f, 0.5f, 0.5f, 0.5f);
    }
  }

  @Test
  void trace_ofALoop_namesValuesByIteration() {
    Map<String, Tensor> inputs =
        Map.of("n", whole(3), "go", TRUE, "x", Tensor.scalar(2), "w", Tensor.scalar(10));
    try (Model model = load(powers())) {
      Trace all = model.run(inputs, Request.keeping(Set.of("y/body/sum")));
      assertThat(all.values().keySet()).contains("y/body[0]/sum", "y/body[1]/sum", "y/body[2]/sum");
      assertThat(all.tensor("y/body[1]/sum").floatAt(0)).isEqualTo(210);
      Trace one = model.run(inputs, Request.keeping(Set.of("y/body[2]/sum")));
      assertThat(one.values().keySet()).containsExactlyInAnyOrder("y/body[2]/sum", "y", "all");
    }
  }

  @Test
  void condition_choosesTheBranch_andGradientsFollow() {
    Graph twice = graph("", "a", node("Add", "x x", "a"));
    Graph square = graph("", "b", node("Mul", "x x", "b"));
    Graph graph =
        graph(
            "c x",
            "y",
            node(
                "If",
                "c",
                "y",
                Map.of(
                    "then_branch", new Attribute.OfGraph(twice),
                    "else_branch", new Attribute.OfGraph(square))));
    Tensor no = Tensor.of(ElementType.BOOL, Shape.SCALAR, ByteBuffer.wrap(new byte[] {0}));
    try (Model model = load(graph)) {
      for (Tensor choice : List.of(TRUE, no)) {
        Map<String, Tensor> inputs = Map.of("c", choice, "x", doubles(0.5, 1, 3));
        assertThat(FiniteDifferences.errors(model, inputs, "y")).isEmpty();
      }
    }
  }

  @Test
  void flexibleAttention_throughItsOwnGraph_hasTheRightGradients() {
    Graph twice = graph("scores", "more", node("Add", "scores scores", "more"));
    Graph graph =
        graph(
            "q k v",
            "y",
            node("ai.onnx.preview.FlexAttention", "q k v", "y", body("score_mod", twice)));
    Map<String, Tensor> inputs =
        Map.of(
            "q", doubles(-1, 1, 1, 2, 2, 2),
            "k", doubles(-1, 1, 1, 1, 3, 2),
            "v", doubles(-0.8, 1, 1, 1, 3, 2));
    try (Model model = load(graph)) {
      assertThat(FiniteDifferences.errors(model, inputs, "y")).isEmpty();
    }
  }

  @Test
  void scan_overSlices_hasTheRightGradients() {
    Graph body =
        graph(
            "state slice",
            "next out",
            node("Mul", "state slice", "product"),
            node("Sin", "product", "next"),
            node("Identity", "next", "out"));
    Map<String, Attribute> attributes =
        Map.of("body", new Attribute.OfGraph(body), "num_scan_inputs", Attribute.of(1));
    Graph graph = graph("s x", "y all", node("Scan", "s x", "y all", attributes));
    Map<String, Tensor> inputs = Map.of("s", doubles(0.5, 1, 2), "x", doubles(0.6, 0.9, 3, 2));
    try (Model model = load(graph)) {
      assertThat(FiniteDifferences.errors(model, inputs, "all")).isEmpty();
    }
  }

  @Test
  void sequencesAndOptionals_passGradients() {
    Graph map = graph("item", "twice", node("Add", "item item", "twice"));
    Graph graph =
        graph(
            "x at first",
            "y",
            node("SplitToSequence", "x", "parts", Map.of("axis", Attribute.of(0))),
            node("SequenceInsert", "parts x", "more"),
            node("SequenceErase", "more first", "fewer"),
            node("SequenceMap", "fewer", "mapped", body("body", map)),
            node("SequenceAt", "mapped at", "one"),
            node("Optional", "one", "maybe"),
            node("OptionalGetElement", "maybe", "sure"),
            node("SequenceConstruct", "sure x", "pair"),
            node("ConcatFromSequence", "pair", "y", Map.of("axis", Attribute.of(0))));
    Map<String, Tensor> inputs =
        Map.of("x", doubles(0.5, 1, 3, 2), "at", whole(1), "first", whole(0));
    try (Model model = load(graph)) {
      assertThat(FiniteDifferences.errors(model, inputs, "y")).isEmpty();
    }
  }

  @Test
  void function_seesItsInputsOnly_andTakesTheCallersAttributes() {
    Graph function =
        graph(
            "a",
            "b",
            node(
                "LeakyRelu",
                "a",
                "b",
                Map.of("alpha", new Attribute.Reference("slope", 1, Optional.empty()))));
    Graph graph =
        graph("x", "y", node("local.Bend", "x", "y", Map.of("slope", Attribute.of(0.5f))));
    try (Model model = load(graph, Map.of("local.Bend", function))) {
      Trace trace =
          model.run(Map.of("x", Tensor.of(new float[] {-2, 4}, 2)), Request.keeping(Set.of("y/b")));
      assertThat(trace.tensor("y").floats()).containsExactly(-1, 4);
      assertThat(trace.tensor("y/b").floats()).containsExactly(-1, 4);
    }
  }

  @Test
  void unknownOperator_endsTheRun_withWhatRanBefore() {
    Graph graph =
        graph(
            "x",
            "z",
            node("Sin", "x", "s"),
            node("far.away.Magic", "s x", "m"),
            node("Cos", "m", "z"));
    Tensor input = Tensor.of(new float[] {0, 0}, 2);
    try (Model model = load(graph)) {
      Request request = Request.keeping(Set.of("s", "m"));
      IncompleteRunException stopped =
          catchThrowableOfType(
              IncompleteRunException.class, () -> model.run(Map.of("x", input), request));
      assertThat(stopped.trace().values().keySet()).containsExactly("s");
      assertThat(stopped.stop().node()).isEqualTo("m");
      assertThat(stopped.stop().operator()).isEqualTo("far.away.Magic");
      assertThat(stopped.stop().inputs()).containsExactly("s float32(2)", "x float32(2)");
      assertThat(stopped)
          .hasMessage(
              "node m (far.away.Magic): the engine does not run this operator of the domain"
                  + " far.away (inputs s float32(2), x float32(2))");
      assertThatThrownBy(() -> model.train(new Optimizer.Sgd(0.1, 0, 0), Loss.MEAN_SQUARED_ERROR))
          .hasMessageContaining("node m (far.away.Magic)");
    }
  }

  @Test
  void failureInsideALoop_namesTheIteration() {
    Graph body =
        graph(
            "i go state",
            "on next",
            node("Identity", "go", "on"),
            node("Concat", "state state", "next", Map.of("axis", Attribute.of(5))));
    Graph graph = graph("n go x", "y", node("Loop", "n go x", "y", body("body", body)));
    try (Model model = load(graph)) {
      Map<String, Tensor> inputs =
          Map.of("n", whole(2), "go", TRUE, "x", Tensor.of(new float[] {1}, 1));
      assertThatThrownBy(() -> model.run(inputs, Request.forward()))
          .isInstanceOf(IncompleteRunException.class)
          .hasMessageStartingWith("node y/body[0]/next (Concat):")
          .hasMessageEndingWith("(inputs state float32(1), state float32(1))");
    }
  }

  @Test
  void quantisedValues_passGradientsStraightThrough() {
    Graph graph =
        graph(
            "x scale zero",
            "y",
            node("QuantizeLinear", "x scale zero", "q"),
            node("Reshape", "q shape", "r"),
            node("DequantizeLinear", "r scale zero", "y"));
    Graph whole =
        new Graph(
            graph.inputs(),
            graph.outputs(),
            graph.nodes(),
            List.of(io.vitrine.model.Parameter.constant("shape", Tensor.of(new long[] {-1}, 1))),
            List.of());
    Tensor zero = Tensor.of(ElementType.UINT8, Shape.SCALAR, ByteBuffer.wrap(new byte[] {100}));
    Map<String, Datum> inputs =
        Map.of(
            "x", new Datum.OfTensor(Tensor.of(new float[] {-0.26f, 0.31f, 99}, 1, 3)),
            "scale", new Datum.OfTensor(Tensor.scalar(0.1f)),
            "zero", new Datum.OfTensor(zero));
    try (Model model = load(whole)) {
      Trace plain = model.trace(inputs, Request.keeping(Set.of("q")));
      assertThat(plain.tensor("q").elements()).isEqualTo(ElementType.UINT8);
      assertThat(plain.tensor("q").longs()).containsExactly(97, 103, 255);
      Trace trace =
          model.trace(
              inputs,
              Request.keeping(Set.of("q"))
                  .differentiating(
                      new io.vitrine.engine.Score.Weighted(
                          "y", Tensor.of(new float[] {1, 2, 3}, 3)),
                      Set.of("x")));
      assertThat(trace.tensor("q").longs()).containsExactly(97, 103, 255);
      assertThat(trace.gradient("x").floats()).containsExactly(1, 2, 0);
    }
  }
}
