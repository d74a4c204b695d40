package io.vitrine.torch;

import static io.vitrine.torch.NetworkRuns.graph;
import static io.vitrine.torch.NetworkRuns.node;

import io.vitrine.engine.Engine;
import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Loss;
import io.vitrine.engine.Model;
import io.vitrine.engine.Optimizer;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.engine.Score;
import io.vitrine.engine.Training;
import io.vitrine.engine.Training.Detail;
import io.vitrine.engine.trace.IncompleteRunException;
import io.vitrine.model.Attribute;
import io.vitrine.model.ElementType;
import io.vitrine.model.Graph;
import io.vitrine.model.Network;
import io.vitrine.model.Shape;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.torch.interpreter.Sketch;
import io.vitrine.zoo.Zoo;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.bytedeco.javacpp.Pointer;

/**
 * Runs networks a thousand times and prints by how many bytes the process grew: traces with inner
 * graphs, kept values and gradients; steps of training; runs that end at a node that fails; models
 * that run until their convolutions are made ready.
 */
final class GrowthProbe {
  private static final long SIDE = 256;
  private static final int WARM_UP = 60;
  private static final int TIMES = 1000;

  private GrowthProbe() {}

  public static void main(String[] args) {
    EngineOptions options = EngineOptions.defaults().withThreads(1).withPrecision(Precision.FP32);
    try (Engine engine = TorchEngine.open(options)) {
      traces(engine);
      steps(engine);
      refusals(engine);
      pipelines(engine);
    }
  }

  private static void measure(String what, Runnable work) {
    measure(what, TIMES, work);
  }

  private static void measure(String what, int times, Runnable work) {
    repeat(work, WARM_UP);
    long before = Pointer.physicalBytes();
    repeat(work, times);
    System.out.println(what + " " + (Pointer.physicalBytes() - before));
  }

  private static void repeat(Runnable work, int times) {
    for (int i = 0; i < times; i++) {
      work.run();
    }
  }

  private static Model load(Engine engine, Graph graph) {
    return engine.load(
        new Network("few", graph, Map.of("", 17L), Map.of(), Map.of()), Weights.NONE);
  }

  private static Tensor square() {
    return Tensor.of(new float[(int) (SIDE * SIDE)], SIDE, SIDE);
  }

  private static void traces(Engine engine) {
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
    Map<String, Tensor> inputs = Map.of("n", Tensor.of(new long[] {3}), "go", yes, "x", square());
    Request request =
        Request.keeping(Set.of("last/body/bent"))
            .differentiating(new Score.Element("y", 0), Set.of("x"));
    try (Model model = load(engine, graph)) {
      measure("traces", () -> model.run(inputs, request));
    }
  }

  private static void steps(Engine engine) {
    Tensor images = OneNode.random(16, 1, 32, 32);
    Tensor labels = Tensor.of(new long[16], 16);
    try (Model model = engine.load(Zoo.lenet5(1, 32, 32, 10), Weights.NONE);
        Training training = model.train(new Optimizer.Sgd(0.01, 0.5, 0), Loss.CROSS_ENTROPY)) {
      measure("steps", () -> training.step(images, labels, Detail.UPDATES));
    }
  }

  private static void refusals(Engine engine) {
    Graph graph =
        graph(
            "x z",
            "y",
            node("Exp", "x", "e"),
            node("MatMul", "e x", "product"),
            node("MatMul", "product z", "y"));
    Map<String, Tensor> inputs = Map.of("x", square(), "z", OneNode.random(3, 3));
    Request request = Request.keeping(Set.of("product"));
    try (Model model = load(engine, graph)) {
      measure(
          "refusals",
          () -> {
            try {
              model.run(inputs, request);
              throw new AssertionError("shapes that do not fit were multiplied");
            } catch (IncompleteRunException e) {
              // as it must be
            }
          });
    }
  }

  /** What a ready model holds is more than a megabyte. */
  private static void pipelines(Engine engine) {
    Sketch sketch = new Sketch(new Random(1));
    String made = "x";
    for (int i = 0; i < 5; i++) {
      made = sketch.convolution(made, Sketch.Sizes.keeping(new Random(1), 64), true);
    }
    Network network = sketch.network(made);
    Weights weights = Weights.of(sketch.weights());
    Tensor images = OneNode.random(1, 64, 32, 32);
    measure(
        "pipelines",
        TIMES / 5,
        () -> {
          try (Model model = engine.load(network, weights)) {
            repeat(() -> model.run(images, Request.forward()), 11);
          }
        });
  }
}
