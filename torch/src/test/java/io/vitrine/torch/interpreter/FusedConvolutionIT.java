package io.vitrine.torch.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.engine.EngineOptions;
import io.vitrine.engine.Model;
import io.vitrine.engine.Precision;
import io.vitrine.engine.Request;
import io.vitrine.engine.Score;
import io.vitrine.engine.trace.Datum;
import io.vitrine.engine.trace.Trace;
import io.vitrine.model.Attribute;
import io.vitrine.model.Network;
import io.vitrine.model.Node;
import io.vitrine.model.Tensor;
import io.vitrine.model.Weights;
import io.vitrine.torch.TorchEngine;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Convolutions with what follows them in one call of oneDNN, against libtorch's own loops, which a
 * run that keeps a gradient takes.
 */
class FusedConvolutionIT {
  private static final int CASES = 60;

  private static final TorchEngine ENGINE =
      TorchEngine.open(EngineOptions.defaults().withThreads(1).withPrecision(Precision.FP32));

  @ParameterizedTest
  @ValueSource(strings = {"plain", "grouped", "depthwise"})
  void look_randomChains_givesWhatTheNodesGive(String kind) {
    Random random = new Random(kind.hashCode());
    for (int i = 0; i < CASES; i++) {
      Sketch.Sizes sizes = Sketch.Sizes.draw(random, kind);
      Sketch sketch = new Sketch(random);
      String made = sketch.convolution("x", sizes, random.nextBoolean());
      if (random.nextBoolean()) {
        made = sketch.normalization(made, sizes.filters());
      }
      if (random.nextInt(3) == 0) {
        made = sketch.node("Add", Map.of(), sketch.convolution("x", sizes, true), made);
      }
      made = sketch.activated(random, made, 0);
      Tensor images =
          Sketch.numbers(
              random, -2, 2, sizes.batch(), sizes.channels(), sizes.side(), sizes.side());
      compare(sketch, made, images, sizes.toString());
    }
  }

  /** The output where chains run in one, and every value where all are asked for or shown. */
  private static void compare(Sketch sketch, String output, Tensor images, String what) {
    Network network = sketch.network(output);
    Set<String> all = Set.copyOf(network.nodes().stream().map(Node::output).toList());
    try (Model model = ENGINE.load(network, Weights.of(sketch.weights()))) {
      Trace fused = model.run(images, Request.forward());
      Trace kept = model.run(images, Request.keeping(all));
      Score sum = new Score.Weighted(output, ones(fused.tensor(output)));
      Trace plain = model.run(images, Request.keeping(all).differentiating(sum, Set.of("x")));
      Sketch.assertClose(what, fused.tensor(output), plain.tensor(output));
      all.forEach(
          name -> Sketch.assertClose(what + " " + name, kept.tensor(name), plain.tensor(name)));
      Map<String, Tensor> shown = shown(model, images);
      assertThat(shown.keySet()).as(what).isEqualTo(all);
      shown.forEach(
          (name, value) -> Sketch.assertClose(what + " " + name, value, plain.tensor(name)));
    }
  }

  private static Map<String, Tensor> shown(Model model, Tensor images) {
    Map<String, Tensor> shown = new HashMap<>();
    model.trace(
        Map.of("x", new Datum.OfTensor(images)),
        Request.forward(),
        value -> shown.put(value.name(), ((Datum.OfTensor) value.copy()).tensor()));
    return shown;
  }

  private static Tensor ones(Tensor like) {
    float[] ones = new float[like.count()];
    Arrays.fill(ones, 1);
    return Tensor.of(ones, like.shape().sizes());
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 3e38f})
  void look_numbersThatOverflow_keepsNaNBehindAnActivation(float poison) {
    Sketch sketch = new Sketch(new Random(5));
    String first =
        sketch.node(
            "Relu", Map.of(), sketch.convolution("x", Sketch.Sizes.pointwise(32, 32), true));
    String last =
        sketch.node(
            "Relu", Map.of(), sketch.convolution(first, Sketch.Sizes.pointwise(32, 32), true));
    float[] values = new float[32 * 16];
    Arrays.fill(values, poison);
    Tensor images = Tensor.of(values, 1, 32, 4, 4);
    Network network = sketch.network(last);
    try (Model model = ENGINE.load(network, Weights.of(sketch.weights()))) {
      Tensor fused = model.run(images, Request.forward()).tensor(last);
      Tensor apart = model.run(images, Request.keeping(Set.of(first))).tensor(last);
      assertThat(nans(fused)).isPositive().isEqualTo(nans(apart));
      Tensor shown = Objects.requireNonNull(shown(model, images).get(last));
      assertThat(nans(shown)).isEqualTo(nans(apart));
    }
  }

  private static long nans(Tensor tensor) {
    return IntStream.range(0, tensor.count()).filter(i -> Float.isNaN(tensor.floatAt(i))).count();
  }

  @Test
  void look_imagesOfOtherSizes_packsAnew() {
    Sketch sketch = new Sketch(new Random(6));
    String made = sketch.convolution("x", Sketch.Sizes.pointwise(8, 24), true);
    Network network = sketch.network(made);
    try (Model model = ENGINE.load(network, Weights.of(sketch.weights()))) {
      Tensor images = Sketch.numbers(new Random(7), -1, 1, 5, 8, 3, 3);
      Tensor all = model.run(images, Request.forward()).tensor(made);
      Tensor one =
          model.run(Tensor.of(images.floats(0, 72), 1, 8, 3, 3), Request.forward()).tensor(made);
      Tensor again = model.run(images, Request.forward()).tensor(made);
      assertThat(again.floats()).containsExactly(all.floats());
      Sketch.assertClose("the first of five", one, Tensor.of(all.floats(0, 216), 1, 24, 3, 3));
    }
  }

  @Test
  void look_linearLayers_givesWhatTheNodesGive() {
    Random random = new Random(8);
    for (int i = 0; i < 20; i++) {
      Sketch sketch = new Sketch(random);
      int features = 2 + random.nextInt(600);
      int classes = 1 + random.nextInt(300);
      String made =
          sketch.node(
              "Gemm",
              Map.of("transB", Attribute.of(1)),
              "x",
              sketch.parameter("weight", -1, 1, classes, features),
              sketch.parameter("bias", -1, 1, classes));
      if (random.nextBoolean()) {
        String other = sketch.node("Gemm", Map.of("transB", Attribute.of(1)), "x", "weight");
        made = sketch.node("Add", Map.of(), made, other);
      }
      made = sketch.node("Relu", Map.of(), made);
      int rows = 1 + random.nextInt(9);
      compare(
          sketch, made, Sketch.numbers(random, -1, 1, rows, features), features + " to " + classes);
    }
  }
}
